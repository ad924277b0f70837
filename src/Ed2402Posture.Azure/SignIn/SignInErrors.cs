using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using Azure.Identity;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Collecting;
using Microsoft.Identity.Client;

namespace Ed2402Posture.Azure.SignIn;

/// <summary>Turns what the SDK and the authority say into one clear error with a stable id and what to do. Neither its message nor an
/// inner exception holds the authority's answer, a token or a secret.</summary>
internal static class SignInErrors
{
    public const string Failed = "SignInFailed";
    public const string ParameterMissing = "SignInParameterMissing";
    public const string AuthorityUnreachable = "SignInAuthorityUnreachable";
    public const string AuthorityUnavailable = "SignInAuthorityUnavailable";
    public const string Cancelled = "SignInCancelled";
    public const string InteractionNeeded = "SignInInteractionNeeded";
    public const string IdentityUnavailable = "SignInIdentityUnavailable";
    public const string CertificateNotFound = "SignInCertificateNotFound";
    public const string CertificateInvalid = "SignInCertificateInvalid";
    public const string CertificateExpired = "SignInCertificateExpired";
    public const string TokenExpired = "SignInTokenExpired";
    public const string TokenWrongAudience = "SignInTokenWrongAudience";
    public const string TokenWrongTenant = "SignInTokenWrongTenant";
    public const string TokenRefused = "SignInTokenRefused";
    public const string ResourceManagerTokenMissing = "SignInArmTokenMissing";

    public static SignInException Missing(string what, string parameter) =>
        new($"This way to sign in needs {what}.", ParameterMissing, $"Give it with {parameter}.");

    /// <summary>A way to sign in that asks a person, where nobody is to be asked.</summary>
    public static SignInException NeedsPerson(SignInMethod method) =>
        new($"An unattended session asks nobody, and {(method == SignInMethod.DeviceCode ? "a device code" : "the browser")} needs a person.", InteractionNeeded, "Sign in with -ManagedIdentity, -WorkloadIdentity, a certificate or -AccessToken, or leave -Unattended out.");

    /// <summary>The error of an exception that a credential threw.</summary>
    public static SignInException From(Exception exception, SignInOptions options)
    {
        if (Find<SignInException>(exception) is { } ready)
        {
            return ready;
        }

        if (AuthorityError.Find(Messages(exception)) is { } refusal)
        {
            return refusal.ToException(options);
        }

        if (Find<MsalClientException>(exception)?.ErrorCode == MsalError.AuthenticationCanceledError)
        {
            return new SignInException("The sign-in was cancelled.", Cancelled, "Sign in again.");
        }

        if (Find<AuthenticationRequiredException>(exception) is not null || Find<MsalUiRequiredException>(exception) is not null)
        {
            return new SignInException("A token cannot be obtained without asking you again.", InteractionNeeded, "Connect again.");
        }

        if (Unreachable(exception, options) is { } unreachable)
        {
            return unreachable;
        }

        if (Find<MsalServiceException>(exception) is { StatusCode: >= 500 or 429 or 408 } busy)
        {
            return new SignInException($"The authority '{options.Environment.Authority.Host}' answers {busy.StatusCode}.", AuthorityUnavailable, "Try again later.");
        }

        if (Find<CredentialUnavailableException>(exception) is not null)
        {
            return options.Method == SignInMethod.WorkloadIdentity
                ? new SignInException("No workload identity is configured here.", IdentityUnavailable, "Set AZURE_FEDERATED_TOKEN_FILE, and give -TenantId and -ClientId or set AZURE_TENANT_ID and AZURE_CLIENT_ID.")
                : new SignInException("This machine has no such managed identity.", IdentityUnavailable, "Run where a managed identity is assigned; for a user-assigned one give its client id with -ClientId.");
        }

        return new SignInException($"The sign-in did not work ({Deepest(exception).GetType().Name}).", Failed, "Check -TenantId, -ClientId and -Environment, then try again.");
    }

    private static SignInException? Unreachable(Exception exception, SignInOptions options)
    {
        string host = options.Environment.Authority.Host;
        if (Find<AuthenticationException>(exception) is not null)
        {
            return new SignInException($"The certificate of '{host}' is not trusted.", AuthorityUnreachable, "Check -AuthorityHost, this machine's clock and its trusted root certificates; a proxy that opens TLS needs its root trusted here.");
        }

        if (options.Method == SignInMethod.ManagedIdentity)
        {
            return null;
        }

        Exception? cause = (Exception?)Find<HttpRequestException>(exception) ?? Find<SocketException>(exception);
        return cause is not null || Find<OperationCanceledException>(exception) is not null
            ? new SignInException($"The authority '{host}' cannot be reached: {(cause is null ? "no answer in time" : ConnectionFailure.Words(cause, options.Environment.Authority))}.", AuthorityUnreachable, "Check the network, the proxy and -Environment or -AuthorityHost.")
            : null;
    }

    private static T? Find<T>(Exception exception)
        where T : Exception => Flatten(exception).OfType<T>().FirstOrDefault();

    private static Exception Deepest(Exception exception) => Flatten(exception).Last();

    private static IEnumerable<string> Messages(Exception exception) => Flatten(exception).Select(e => e.Message);

    private static IEnumerable<Exception> Flatten(Exception exception)
    {
        yield return exception;
        IEnumerable<Exception> inner = exception is AggregateException many ? many.InnerExceptions : exception.InnerException is { } one ? [one] : [];
        foreach (Exception nested in inner.SelectMany(Flatten))
        {
            yield return nested;
        }
    }
}
