using System.Net.Sockets;
using System.Security.Authentication;
using Azure.Identity;
using Ed2402Posture.Azure.SignIn;
using Ed2402Posture.Core.Collecting;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class SignInErrorTests
{
    private static readonly SignInOptions Options = new() { Method = SignInMethod.ClientSecret, Environment = CloudEnvironment.AzureCloud, TenantId = "contoso.com", ClientId = "the-client" };

    [Theory]
    [InlineData(90002, "SignInTenantNotFound", "contoso.com")]
    [InlineData(900023, "SignInTenantNotFound", "contoso.com")]
    [InlineData(700016, "SignInClientNotFound", "the-client")]
    [InlineData(7000112, "SignInClientDisabled", "the-client")]
    [InlineData(7000215, "SignInClientSecretInvalid", "secret")]
    [InlineData(7000222, "SignInClientSecretExpired", "expired")]
    [InlineData(700027, "SignInCertificateInvalid", "certificate")]
    [InlineData(1000502, "SignInCertificateExpired", "certificate")]
    [InlineData(700213, "SignInFederationInvalid", "federated")]
    [InlineData(7000218, "SignInPublicClientRefused", "public client")]
    [InlineData(50034, "SignInAccountNotFound", "account")]
    [InlineData(50057, "SignInAccountDisabled", "disabled")]
    [InlineData(50126, "SignInAccountRefused", "not accepted")]
    [InlineData(53003, "SignInBlockedByPolicy", "policy")]
    [InlineData(65001, "SignInConsentRequired", "Consent")]
    [InlineData(500011, "SignInResourceNotFound", "service")]
    [InlineData(70020, "SignInCodeExpired", "device code")]
    [InlineData(90033, "SignInAuthorityUnavailable", "busy")]
    [InlineData(123456, "SignInFailed", "refused")]
    public void A_code_of_the_authority_is_explained(int code, string id, string word)
    {
        var inner = new InvalidOperationException($"AADSTS{code}: Some text. Trace ID: 11111111-2222-3333-4444-555555555555 Correlation ID: x Timestamp: y");

        SignInException error = SignInErrors.From(new AuthenticationFailedException("ClientSecretCredential authentication failed", inner), Options);

        Assert.Equal(id, error.ErrorId);
        Assert.Contains(word, error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"AADSTS{code}, trace id 11111111-2222-3333-4444-555555555555", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.RecommendedAction);
        Assert.Null(error.InnerException);
    }

    public static TheoryData<string, Exception, SignInMethod> Others => new()
    {
        { "SignInAuthorityUnreachable", new AuthenticationFailedException("a", new HttpRequestException("no such host", new SocketException(11001))), SignInMethod.ClientSecret },
        { "SignInAuthorityUnreachable", new AuthenticationFailedException("a", new HttpRequestException("tls", new AuthenticationException("RemoteCertificateNameMismatch"))), SignInMethod.ClientSecret },
        { "SignInAuthorityUnreachable", new AuthenticationFailedException("a", new AggregateException(new TaskCanceledException("timeout"))), SignInMethod.ClientSecret },
        { "SignInIdentityUnavailable", new CredentialUnavailableException("no identity", new HttpRequestException("no route")), SignInMethod.ManagedIdentity },
        { "SignInIdentityUnavailable", new CredentialUnavailableException("not configured"), SignInMethod.WorkloadIdentity },
        { "SignInInteractionNeeded", new AuthenticationRequiredException("ask", default), SignInMethod.Interactive },
        { "SignInFailed", new AuthenticationFailedException("something else"), SignInMethod.ClientSecret },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void What_else_goes_wrong_has_its_id(string id, Exception exception, SignInMethod method)
    {
        SignInException error = SignInErrors.From(exception, Options with { Method = method });

        Assert.Equal(id, error.ErrorId);
        Assert.NotEmpty(error.RecommendedAction);
    }
}
