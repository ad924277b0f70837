using Azure.Identity;

namespace Ed2402Posture.Azure.SignIn;

/// <summary>As the managed identity of the machine: the system-assigned one, or the user-assigned one whose client id is given.</summary>
internal static class ManagedIdentitySignIn
{
    public static SignInMethodResult Create(SignInContext context)
    {
        ManagedIdentityId identity = context.Options.ClientId is { } client ? ManagedIdentityId.FromUserAssignedClientId(client) : ManagedIdentityId.SystemAssigned;
        return new SignInMethodResult(new ManagedIdentityCredential(context.Apply(new ManagedIdentityCredentialOptions(identity))));
    }
}
