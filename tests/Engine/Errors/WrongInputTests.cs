using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Errors;

/// <summary>Wrong input is one terminating error with a stable id, what the user gave as target, and what to do; before any request.</summary>
public sealed class WrongInputTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ed2402-");
    private readonly EngineSession session = new();

    public static TheoryData<string, string, object> Connecting => new()
    {
        { "-TenantId 'contoso'", "TenantIdInvalid", "contoso" },
        { "-TenantId 'common'", "TenantIdInvalid", "common" },
        { "-TenantId '1234'", "TenantIdInvalid", "1234" },
        { "-TenantId 'https://contoso.com'", "TenantIdInvalid", "https://contoso.com" },
        { "-TenantId contoso.com -ClientId 'My app' -DeviceCode", "ClientIdInvalid", "My app" },
        { "-GraphEndpoint http://127.0.0.1:1", "EndpointNotHttps", "http://127.0.0.1:1" },
        { "-ArmEndpoint ftp://host", "EndpointNotHttps", "ftp://host" },
        { "-AuthorityHost http://login.example", "EndpointNotHttps", "http://login.example" },
        { "-GraphEndpoint https://host/v1.0", "EndpointInvalid", "https://host/v1.0" },
        { "-GraphEndpoint https://user@host", "EndpointInvalid", "https://user@host" },
        { "-GraphEndpoint 'https://'", "EndpointInvalid", "https://" },
        { "-DeviceCode -ManagedIdentity", "SignInMethodConflict", "DeviceCode, ManagedIdentity" },
        { "-Demo -WorkloadIdentity", "SignInMethodConflict", "Demo, WorkloadIdentity" },
        { "-ClientSecret $secret -CertificateThumbprint 00 -TenantId contoso.com -ClientId $id", "SignInMethodConflict", "ClientSecret, CertificateThumbprint" },
        { "-ClientSecret $secret -TenantId contoso.com", "ParameterMissing", "ClientSecret" },
        { "-CertificatePath x.pfx", "ParameterMissing", "CertificatePath" },
        { "-Demo -TenantId contoso.com", "ParameterNotTaken", "TenantId" },
        { "-Demo -Environment AzureCloud", "ParameterNotTaken", "Environment" },
        { "-ArmAccessToken $secret", "ParameterNotTaken", "ArmAccessToken" },
        { "-DeviceCode -CertificatePassword $secret", "ParameterNotTaken", "CertificatePassword" },
        { "-CertificatePath nowhere.pfx -TenantId contoso.com -ClientId $id", "FileNotFound", "nowhere.pfx" },
        { "-CertificateThumbprint 00112233445566778899aabbccddeeff00112233 -TenantId contoso.com -ClientId $id", "CertificateNotFound", "00112233445566778899aabbccddeeff00112233" },
    };

    [Theory]
    [MemberData(nameof(Connecting))]
    public void Connect_refuses(string arguments, string errorId, object target)
    {
        ErrorRecord error = session.Fail($"Connect-Ed2402Tenant {arguments}", ("secret", new System.Security.SecureString()), ("id", "7c1d5a0e-0f3b-4c55-9f0a-0d5f1b7a2402"));
        AssertError(error, errorId, target);
    }

    [Theory]
    [InlineData("Get-Ed2402Connection")]
    [InlineData("Test-Ed2402Permission")]
    [InlineData("Test-Ed2402Posture")]
    [InlineData("Get-Ed2402PrivilegedAccount")]
    [InlineData("Export-Ed2402Snapshot -Path a.zip")]
    [InlineData("Export-Ed2402PrivilegeGraph -Path a.json")]
    public void A_cmdlet_before_connecting_says_how_to_connect(string script) =>
        AssertError(session.Fail(script), "NotConnected", script.Split(' ')[0]);

    [Theory]
    [InlineData("AccessToken")]
    [InlineData("ClientSecret")]
    [InlineData("CertificatePassword")]
    public void A_secret_as_text_is_refused_and_not_repeated(string parameter)
    {
        ErrorRecord error = session.Fail($"Connect-Ed2402Tenant -{parameter} 'hunter2'");
        Assert.StartsWith("ParameterArgumentTransformationError", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("SecureString", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_expired_certificate_and_one_without_key_are_told_apart()
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Scanner", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 expired = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(-1));
        using X509Certificate2 valid = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(9));
        using X509Certificate2 keyless = X509CertificateLoader.LoadCertificate(valid.Export(X509ContentType.Cert));
        const string script = "Connect-Ed2402Tenant -Certificate $certificate -TenantId contoso.com -ClientId 7c1d5a0e-0f3b-4c55-9f0a-0d5f1b7a2402";
        AssertError(session.Fail(script, ("certificate", expired)), "CertificateExpired", expired);
        AssertError(session.Fail(script, ("certificate", keyless)), "CertificateWithoutKey", keyless);
    }

    [Fact]
    public void A_missing_and_a_damaged_snapshot_are_told_apart()
    {
        AssertError(session.Fail("Import-Ed2402Snapshot nowhere.zip"), "SnapshotNotFound", "nowhere.zip");
        string damaged = Write("damaged.zip", "not a zip");
        AssertError(session.Fail("Import-Ed2402Snapshot $path", ("path", damaged)), "SnapshotDamaged", damaged);
        AssertError(session.Fail("Import-Ed2402Snapshot Env:PATH"), "PathNotFileSystem", "Env:PATH");
    }

    [Fact]
    public void A_settings_file_with_a_wrong_key_is_refused_at_its_line()
    {
        session.Run("Connect-Ed2402Tenant -Demo").AssertNoErrors();
        string settings = Write("settings.json", "{\n  \"breakGlassAccount\": []\n}");
        ErrorRecord error = session.Fail("Test-Ed2402Posture -SettingsPath $path", ("path", settings));
        AssertError(error, "SettingsInvalid", settings);
        Assert.Contains("line 2", error.ToString(), StringComparison.Ordinal);
        AssertError(session.Fail("Test-Ed2402Posture -SettingsPath nowhere.json"), "FileNotFound", "nowhere.json");
    }

    [Fact]
    public void A_snapshot_is_never_overwritten_without_Force()
    {
        session.Run("Connect-Ed2402Tenant -Demo").AssertNoErrors();
        string path = Write("kept.zip", "kept");
        AssertError(session.Fail("Export-Ed2402Snapshot $path", ("path", path)), "FileExists", path);
        Assert.Equal("kept", File.ReadAllText(path));
        string nowhere = Path.Combine(folder.FullName, "no", "such.zip");
        AssertError(session.Fail("Export-Ed2402Snapshot $path", ("path", nowhere)), "FolderNotFound", nowhere);
    }

    [Fact]
    public void A_graph_is_never_overwritten_without_Force_nor_written_in_no_format()
    {
        session.Run("Connect-Ed2402Tenant -Demo").AssertNoErrors();
        string path = Write("kept.dot", "kept");
        AssertError(session.Fail("Export-Ed2402PrivilegeGraph $path", ("path", path)), "FileExists", path);
        Assert.Equal("kept", File.ReadAllText(path));
        AssertError(session.Fail("Export-Ed2402PrivilegeGraph $path -Force", ("path", folder.FullName + "/graph.svg")), "GraphFormatUnknown", folder.FullName + "/graph.svg");
        string nowhere = Path.Combine(folder.FullName, "no", "such.dot");
        AssertError(session.Fail("Export-Ed2402PrivilegeGraph $path", ("path", nowhere)), "FolderNotFound", nowhere);
    }

    [Fact]
    public void A_refresh_needs_a_tenant()
    {
        session.Run("Connect-Ed2402Tenant -Demo").AssertNoErrors();
        AssertError(session.Fail("Get-Ed2402ConditionalAccess -VerifyOnline"), "VerifyWithoutTenant", "Get-Ed2402ConditionalAccess");
        AssertError(session.Fail("Test-Ed2402Posture -Refresh"), "RefreshWithoutTenant", "Test-Ed2402Posture");
    }

    public void Dispose()
    {
        session.Dispose();
        folder.Delete(recursive: true);
    }

    private static void AssertError(ErrorRecord error, string id, object target)
    {
        Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(target, error.TargetObject is PSObject wrapped ? wrapped.BaseObject : error.TargetObject);
        Assert.NotEqual(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
        Assert.False(string.IsNullOrWhiteSpace(error.ErrorDetails.RecommendedAction));
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
