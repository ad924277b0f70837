using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Ed2402Posture.Core.Collecting;

namespace Ed2402Posture.Azure.SignIn;

/// <summary>A credential, and the step that asks a person to sign in, for the methods that have one. After that step tokens are
/// obtained silently or not at all: a scan never opens a browser by itself.</summary>
internal sealed record SignInMethodResult(TokenCredential Credential, Func<TokenRequestContext, CancellationToken, Task>? Ask = null);

/// <summary>What every method needs to know.</summary>
internal sealed record SignInContext(SignInOptions Options, HttpPipelineTransport Transport, TimeProvider Time)
{
    /// <summary>Sets what all kinds of Azure.Identity options share.</summary>
    public T Apply<T>(T credential)
        where T : TokenCredentialOptions
    {
        credential.AuthorityHost = Options.Environment.Authority;
        credential.Transport = Transport;
        credential.Retry.MaxRetries = 1;
        credential.Retry.Delay = TimeSpan.FromSeconds(0.5);
        credential.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        credential.Diagnostics.IsLoggingEnabled = false;
        credential.Diagnostics.IsTelemetryEnabled = false;
        return credential;
    }

    /// <summary>The tenant, for methods that cannot find it out.</summary>
    public string Tenant => Options.TenantId ?? throw SignInErrors.Missing("a tenant", "-TenantId");

    /// <summary>The application, for methods that sign in as one.</summary>
    public string Client => Options.ClientId ?? throw SignInErrors.Missing("an application", "-ClientId");
}

/// <summary>One file a method.</summary>
internal static class SignInMethods
{
    /// <summary>The application that people sign in to when they name none: Microsoft Graph Command Line Tools, which exists in every
    /// cloud and to which administrators consent what they choose.</summary>
    public const string DefaultPublicClient = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

    /// <exception cref="SignInException">Something is missing, before any request.</exception>
    public static SignInMethodResult Create(SignInContext context) => context.Options.Method switch
    {
        SignInMethod.Interactive => InteractiveSignIn.Create(context),
        SignInMethod.DeviceCode => DeviceCodeSignIn.Create(context),
        SignInMethod.ClientSecret => ClientSecretSignIn.Create(context),
        SignInMethod.Certificate => CertificateSignIn.Create(context),
        SignInMethod.ManagedIdentity => ManagedIdentitySignIn.Create(context),
        SignInMethod.WorkloadIdentity => WorkloadIdentitySignIn.Create(context),
        SignInMethod.AccessToken => AccessTokenSignIn.Create(context),
        _ => throw new ArgumentException($"{context.Options.Method} does not sign in.", nameof(context)),
    };
}
