using Azure.Identity;

namespace Ed2402Posture.Azure.SignIn;

/// <summary>As a workload with a federated token. Tenant, application and the token's file come from the environment variables
/// <c>AZURE_TENANT_ID</c>, <c>AZURE_CLIENT_ID</c> and <c>AZURE_FEDERATED_TOKEN_FILE</c> unless they are given.</summary>
internal static class WorkloadIdentitySignIn
{
    public static SignInMethodResult Create(SignInContext context)
    {
        var options = context.Apply(new WorkloadIdentityCredentialOptions
        {
            DisableInstanceDiscovery = context.Options.Environment.IsCustom,
        });
        options.TenantId = context.Options.TenantId ?? options.TenantId;
        options.ClientId = context.Options.ClientId ?? options.ClientId;
        return new SignInMethodResult(new WorkloadIdentityCredential(options));
    }
}
