using Azure.Identity;

namespace Ed2402Posture.Azure.SignIn;

/// <summary>As an application with a client secret.</summary>
internal static class ClientSecretSignIn
{
    public static SignInMethodResult Create(SignInContext context)
    {
        string secret = SecureText.Read(context.Options.ClientSecret) ?? throw SignInErrors.Missing("a client secret", "-ClientSecret");
        return new SignInMethodResult(new ClientSecretCredential(context.Tenant, context.Client, secret, context.Apply(new ClientSecretCredentialOptions
        {
            DisableInstanceDiscovery = context.Options.Environment.IsCustom,
        })));
    }
}
