using Azure.Identity;

namespace Ed2402Posture.Azure.SignIn;

/// <summary>With a code typed on another device.</summary>
internal static class DeviceCodeSignIn
{
    public static SignInMethodResult Create(SignInContext context)
    {
        Action<string> show = context.Options.ShowMessage ?? throw new ArgumentException("A device code needs somebody to show it.", nameof(context));
        var credential = new DeviceCodeCredential(context.Apply(new DeviceCodeCredentialOptions
        {
            TenantId = context.Options.TenantId,
            ClientId = context.Options.ClientId ?? SignInMethods.DefaultPublicClient,
            DisableAutomaticAuthentication = true,
            DisableInstanceDiscovery = context.Options.Environment.IsCustom,
            DeviceCodeCallback = (code, _) =>
            {
                show(code.Message);
                return Task.CompletedTask;
            },
        }));
        return new SignInMethodResult(credential, credential.AuthenticateAsync);
    }
}
