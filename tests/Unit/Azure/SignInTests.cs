using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ed2402Posture.Azure;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class SignInTests
{
    [Fact]
    public async Task A_client_secret_signs_in_for_both_services()
    {
        await using var simulator = await StartAsync();

        await using ITenantSource source = await ConnectAsync(simulator, AzureScan.SignIn(simulator));

        Assert.Equal(simulator.TenantId, source.Identity.TenantId);
        Assert.Equal(simulator.Options.ClientId, source.Identity.Account);
        Assert.Equal(simulator.Options.ClientObjectId, source.Identity.AccountId);
        Assert.True(source.Identity.IsApplication);
        Assert.Contains("RoleManagement.Read.Directory", source.Identity.Permissions);
        Assert.True(source.Identity.HasResourceManager, source.Identity.ResourceManagerReason);
    }

    [Fact]
    public async Task A_domain_does_as_the_tenant()
    {
        await using var simulator = await StartAsync();

        await using ITenantSource source = await ConnectAsync(simulator, AzureScan.SignIn(simulator) with { TenantId = "contoso.com" });

        Assert.Equal(simulator.TenantId, source.Identity.TenantId);
    }

    [Fact]
    public async Task A_wrong_tenant_is_named()
    {
        await using var simulator = await StartAsync();

        SignInException error = await RefusedAsync(simulator, o => o with { TenantId = "11111111-2222-3333-4444-555555555555" });

        Assert.Equal("SignInTenantNotFound", error.ErrorId);
        Assert.Contains("11111111-2222-3333-4444-555555555555", error.Message, StringComparison.Ordinal);
        Assert.Contains("-TenantId", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_application_is_named()
    {
        await using var simulator = await StartAsync();

        SignInException error = await RefusedAsync(simulator, o => o with { ClientId = "11111111-2222-3333-4444-555555555555" });

        Assert.Equal("SignInClientNotFound", error.ErrorId);
    }

    [Fact]
    public async Task A_wrong_secret_is_an_error_that_does_not_show_it()
    {
        await using var simulator = await StartAsync();

        SignInException error = await RefusedAsync(simulator, o => o with { ClientSecret = AzureScan.Secure("not-the-secret-2402") });

        Assert.Equal("SignInClientSecretInvalid", error.ErrorId);
        Assert.Contains("AADSTS7000215", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-secret-2402", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_parameter_is_found_before_any_request()
    {
        await using var simulator = await StartAsync();

        SignInException error = await RefusedAsync(simulator, o => o with { TenantId = null });

        Assert.Equal("SignInParameterMissing", error.ErrorId);
        Assert.Empty(simulator.Log);
    }

    [Fact]
    public async Task An_authority_that_is_not_there_is_named()
    {
        await using var simulator = await StartAsync();

        SignInException error = await RefusedAsync(simulator, o => o with { Environment = o.Environment with { Authority = new Uri("https://127.0.0.1:9") } });

        Assert.Equal("SignInAuthorityUnreachable", error.ErrorId);
        Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_refused_and_named()
    {
        await using var simulator = await StartAsync();

        SignInException error = await Assert.ThrowsAsync<SignInException>(() => new TenantSourceFactory().ConnectAsync(AzureScan.SignIn(simulator), TestContext.Current.CancellationToken));

        Assert.Equal("SignInAuthorityUnreachable", error.ErrorId);
        Assert.Contains("not trusted", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_tokens_sign_in()
    {
        await using var simulator = await StartAsync();

        await using ITenantSource source = await ConnectAsync(simulator, Tokens(simulator, simulator.CreateToken(SimulatedService.Graph), simulator.CreateToken(SimulatedService.ResourceManager)));

        Assert.Equal(simulator.TenantId, source.Identity.TenantId);
        Assert.True(source.Identity.HasResourceManager);
        Assert.Empty(simulator.Log);
    }

    [Fact]
    public async Task Without_a_token_for_Azure_the_Entra_half_works()
    {
        await using var simulator = await StartAsync();

        await using ITenantSource source = await ConnectAsync(simulator, Tokens(simulator, simulator.CreateToken(SimulatedService.Graph), null));

        Assert.False(source.Identity.HasResourceManager);
        Assert.Contains("-ArmAccessToken", source.Identity.ResourceManagerReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_is_an_error_that_does_not_show_it()
    {
        await using var simulator = await StartAsync();
        string token = simulator.CreateToken(SimulatedService.Graph, TimeSpan.FromMinutes(-5));

        SignInException error = await Assert.ThrowsAsync<SignInException>(() => ConnectAsync(simulator, Tokens(simulator, token, null)));

        Assert.Equal("SignInTokenExpired", error.ErrorId);
        Assert.DoesNotContain(token, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_for_the_other_service_is_found_before_any_request()
    {
        await using var simulator = await StartAsync();

        SignInException error = await Assert.ThrowsAsync<SignInException>(() => ConnectAsync(simulator, Tokens(simulator, simulator.CreateToken(SimulatedService.ResourceManager), null)));

        Assert.Equal("SignInTokenWrongAudience", error.ErrorId);
    }

    [Fact]
    public async Task A_token_for_another_tenant_is_found_before_any_request()
    {
        await using var simulator = await StartAsync();
        SignInOptions options = Tokens(simulator, simulator.CreateToken(SimulatedService.Graph), null) with { TenantId = "11111111-2222-3333-4444-555555555555" };

        Assert.Equal("SignInTokenWrongTenant", (await Assert.ThrowsAsync<SignInException>(() => ConnectAsync(simulator, options))).ErrorId);
    }

    [Fact]
    public async Task A_token_that_cannot_be_read_asks_the_service_for_the_tenant()
    {
        using var service = new StubHandler(_ => StubHandler.Json(HttpStatusCode.OK, """{"value":[{"id":"0f1e2d3c-0000-0000-0000-000000002402","displayName":"Contoso"}]}"""));

        await using ITenantSource source = await new TenantSourceFactory(() => service, TimeProvider.System).ConnectAsync(Opaque(), TestContext.Current.CancellationToken);

        Assert.Equal("0f1e2d3c-0000-0000-0000-000000002402", source.Identity.TenantId);
        Assert.Equal("/v1.0/organization", Assert.Single(service.Requests).RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task A_token_that_cannot_be_read_and_is_refused_is_an_error()
    {
        using var service = new StubHandler(_ => StubHandler.Json(HttpStatusCode.Unauthorized, """{"error":{"code":"InvalidAuthenticationToken","message":"no"}}"""));

        SignInException error = await Assert.ThrowsAsync<SignInException>(() => new TenantSourceFactory(() => service, new FastClock()).ConnectAsync(Opaque(), TestContext.Current.CancellationToken));

        Assert.Equal("SignInTokenRefused", error.ErrorId);
        Assert.DoesNotContain("opaque-token", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pfx")]
    [InlineData("pem")]
    [InlineData("object")]
    public async Task A_certificate_signs_in(string kind)
    {
        using X509Certificate2 certificate = Certificate(-1, 30);
        await using var simulator = await StartAsync(certificate);
        string path = Path.GetTempFileName();
        try
        {
            await (kind == "pem"
                ? File.WriteAllTextAsync(path, certificate.ExportCertificatePem() + "\n" + certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken)
                : File.WriteAllBytesAsync(path, certificate.Export(X509ContentType.Pfx, "open"), TestContext.Current.CancellationToken));
            SignInOptions options = AzureScan.SignIn(simulator) with { Method = SignInMethod.Certificate, ClientSecret = null };
            options = kind == "object" ? options with { Certificate = certificate } : options with { CertificatePath = path, CertificatePassword = kind == "pfx" ? AzureScan.Secure("open") : null };

            await using ITenantSource source = await ConnectAsync(simulator, options);

            Assert.Equal(simulator.TenantId, source.Identity.TenantId);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_certificate_that_the_application_does_not_have_is_refused()
    {
        using X509Certificate2 registered = Certificate(-1, 30), other = Certificate(-1, 30);
        await using var simulator = await StartAsync(registered);

        Assert.Equal("SignInCertificateInvalid", (await RefusedAsync(simulator, o => o with { Method = SignInMethod.Certificate, Certificate = other })).ErrorId);
    }

    [Fact]
    public async Task An_expired_certificate_is_found_before_any_request()
    {
        using X509Certificate2 certificate = Certificate(-30, -1);
        await using var simulator = await StartAsync(certificate);

        Assert.Equal("SignInCertificateExpired", (await RefusedAsync(simulator, o => o with { Method = SignInMethod.Certificate, Certificate = certificate })).ErrorId);
        Assert.Empty(simulator.Log);
    }

    [Fact]
    public async Task A_certificate_without_its_key_is_found_before_any_request()
    {
        using X509Certificate2 certificate = Certificate(-1, 30);
        using X509Certificate2 publicPart = X509CertificateLoader.LoadCertificate(certificate.RawData);
        await using var simulator = await StartAsync(certificate);

        Assert.Equal("SignInCertificateInvalid", (await RefusedAsync(simulator, o => o with { Method = SignInMethod.Certificate, Certificate = publicPart })).ErrorId);
    }

    [Theory]
    [InlineData(null, "SignInCertificateNotFound")]
    [InlineData("this is no certificate", "SignInCertificateInvalid")]
    public async Task A_file_that_is_no_certificate_is_named(string? content, string errorId)
    {
        await using var simulator = await StartAsync();
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        if (content is not null)
        {
            await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        }

        SignInException error = await RefusedAsync(simulator, o => o with { Method = SignInMethod.Certificate, CertificatePath = path });

        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    private static X509Certificate2 Certificate(int fromDays, int toDays)
    {
        using RSA key = RSA.Create(2048);
        return new CertificateRequest("CN=Scanner", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(fromDays), DateTimeOffset.UtcNow.AddDays(toDays));
    }

    private static Task<TenantSimulator.Simulator> StartAsync(X509Certificate2? certificate = null) =>
        TenantSimulator.Simulator.StartAsync(new SimulatorOptions { Snapshot = new TenantBuilder().Build(), ClientCertificate = certificate }, TestContext.Current.CancellationToken);

    private static Task<ITenantSource> ConnectAsync(TenantSimulator.Simulator simulator, SignInOptions options) => AzureScan.Factory(simulator).ConnectAsync(options, TestContext.Current.CancellationToken);

    private static Task<SignInException> RefusedAsync(TenantSimulator.Simulator simulator, Func<SignInOptions, SignInOptions> with) =>
        Assert.ThrowsAsync<SignInException>(() => ConnectAsync(simulator, with(AzureScan.SignIn(simulator))));

    private static SignInOptions Tokens(TenantSimulator.Simulator simulator, string graph, string? resourceManager) => new()
    {
        Method = SignInMethod.AccessToken, Environment = AzureScan.Environment(simulator),
        AccessToken = AzureScan.Secure(graph), ArmAccessToken = resourceManager is null ? null : AzureScan.Secure(resourceManager),
    };

    private static SignInOptions Opaque() => new() { Method = SignInMethod.AccessToken, Environment = CloudEnvironment.AzureCloud with { ResourceManager = null }, AccessToken = AzureScan.Secure("opaque-token") };
}
