using System.Security;

namespace Ed2402Posture.Core.Collecting;

/// <summary>How to sign in.</summary>
public enum SignInMethod
{
    /// <summary>In the browser.</summary>
    Interactive = 0,
    /// <summary>With a code typed on another device.</summary>
    DeviceCode,
    /// <summary>As an application with a client secret.</summary>
    ClientSecret,
    /// <summary>As an application with a certificate.</summary>
    Certificate,
    /// <summary>As the managed identity of the machine.</summary>
    ManagedIdentity,
    /// <summary>As a workload with a federated token (Kubernetes, pipelines).</summary>
    WorkloadIdentity,
    /// <summary>With tokens that the caller obtained.</summary>
    AccessToken,
    /// <summary>Not at all: the sample tenant, or an imported snapshot.</summary>
    None,
}

/// <summary>Everything that a sign-in needs. Secrets stay in <see cref="SecureString"/>s and are read only to hand them on.</summary>
public sealed record SignInOptions
{
    /// <summary>How.</summary>
    public required SignInMethod Method { get; init; }
    /// <summary>Where.</summary>
    public required CloudEnvironment Environment { get; init; }
    /// <summary>Tenant id or verified domain; null means the signed-in account's home tenant (interactive, device code).</summary>
    public string? TenantId { get; init; }
    /// <summary>Application (client) id; the id of the user-assigned identity with <see cref="SignInMethod.ManagedIdentity"/>.</summary>
    public string? ClientId { get; init; }
    /// <summary>Client secret.</summary>
    public SecureString? ClientSecret { get; init; }
    /// <summary>A PFX or PEM file with certificate and private key.</summary>
    public string? CertificatePath { get; init; }
    /// <summary>Password of the PFX file.</summary>
    public SecureString? CertificatePassword { get; init; }
    /// <summary>A certificate in hand.</summary>
    public System.Security.Cryptography.X509Certificates.X509Certificate2? Certificate { get; init; }
    /// <summary>Token for Microsoft Graph.</summary>
    public SecureString? AccessToken { get; init; }
    /// <summary>Token for Azure Resource Manager.</summary>
    public SecureString? ArmAccessToken { get; init; }
    /// <summary>Whether nobody watches: nobody is ever asked, and requests say that they may wait (<c>x-ms-throttle-priority: low</c>).</summary>
    public bool Unattended { get; init; }
    /// <summary>Shows the device code's message to the user (called on any thread).</summary>
    public Action<string>? ShowMessage { get; init; }
}

/// <summary>A sign-in that did not work, with what to do. Its message never holds a token or a secret.</summary>
public sealed class SignInException : Exception
{
    /// <summary>Makes the error.</summary>
    public SignInException(string message, string errorId, string recommendedAction, Exception? innerException = null)
        : base(message, innerException)
    {
        ErrorId = errorId;
        RecommendedAction = recommendedAction;
    }

    /// <summary>A stable id, as <c>SignInTenantNotFound</c>.</summary>
    public string ErrorId { get; }
    /// <summary>What the user may do.</summary>
    public string RecommendedAction { get; }
}
