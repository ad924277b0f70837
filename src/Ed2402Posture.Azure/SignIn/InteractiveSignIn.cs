using Azure.Identity;

namespace Ed2402Posture.Azure.SignIn;

/// <summary>In the system's browser.</summary>
internal static class InteractiveSignIn
{
    public static SignInMethodResult Create(SignInContext context)
    {
        var credential = new InteractiveBrowserCredential(context.Apply(new InteractiveBrowserCredentialOptions
        {
            TenantId = context.Options.TenantId,
            ClientId = context.Options.ClientId ?? SignInMethods.DefaultPublicClient,
            RedirectUri = new Uri("http://localhost"),
            DisableAutomaticAuthentication = true,
            DisableInstanceDiscovery = context.Options.Environment.IsCustom,
        }));
        return new SignInMethodResult(credential, credential.AuthenticateAsync);
    }
}
