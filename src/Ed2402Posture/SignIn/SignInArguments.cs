using System.Text.RegularExpressions;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Errors;

namespace Ed2402Posture.SignIn;

/// <summary>Which parameters of <c>Connect-Ed2402Tenant</c> go together, and the form of its ids.</summary>
internal static partial class SignInArguments
{
    /// <summary>The parameters that each choose a way to sign in, with what else each needs and takes.</summary>
    private static readonly Rule[] Rules =
    [
        new("Demo", SignInMethod.None, [], []),
        new("DeviceCode", SignInMethod.DeviceCode, [], ["TenantId", "ClientId"]),
        new("ClientSecret", SignInMethod.ClientSecret, ["TenantId", "ClientId"], []),
        new("Certificate", SignInMethod.Certificate, ["TenantId", "ClientId"], []),
        new("CertificatePath", SignInMethod.Certificate, ["TenantId", "ClientId"], ["CertificatePassword"]),
        new("CertificateThumbprint", SignInMethod.Certificate, ["TenantId", "ClientId"], []),
        new("ManagedIdentity", SignInMethod.ManagedIdentity, [], ["TenantId", "ClientId"]),
        new("WorkloadIdentity", SignInMethod.WorkloadIdentity, [], ["TenantId", "ClientId"]),
        new("AccessToken", SignInMethod.AccessToken, [], ["TenantId", "ArmAccessToken"]),
    ];

    private static readonly Rule Interactive = new("the browser", SignInMethod.Interactive, [], ["TenantId", "ClientId"]);
    private static readonly string[] Credentials = ["TenantId", "ClientId", "CertificatePassword", "ArmAccessToken"];
    private static readonly string[] Cloud = ["Environment", "GraphEndpoint", "ArmEndpoint", "AuthorityHost"];

    /// <summary>Refuses two ways to sign in at once, a way without what it needs, and a parameter that the way does not take.</summary>
    public static void Check(IDictionary<string, object> bound)
    {
        Rule[] chosen = [.. Rules.Where(rule => Given(bound, rule.Parameter))];
        if (chosen.Length > 1)
        {
            throw ErrorRecords.SignInMethodConflict([.. chosen.Select(rule => rule.Parameter)]).ToException();
        }

        Rule rule = chosen.FirstOrDefault(Interactive);
        string[] missing = [.. rule.Needs.Where(name => !Given(bound, name))];
        if (missing.Length > 0)
        {
            throw ErrorRecords.ParameterMissing(rule.Parameter, missing).ToException();
        }

        string[] takes = [.. rule.Needs, .. rule.Takes, .. rule.Method == SignInMethod.None ? [] : Cloud];
        if (Credentials.Concat(Cloud).FirstOrDefault(name => Given(bound, name) && !takes.Contains(name)) is { } extra)
        {
            throw ErrorRecords.ParameterNotTaken(extra, rule.Parameter, [.. Rules.Append(Interactive).Where(r => r.Needs.Contains(extra) || r.Takes.Contains(extra)).Select(r => r.Parameter)]).ToException();
        }
    }

    /// <summary>The way to sign in that the parameters choose.</summary>
    public static SignInMethod Method(IDictionary<string, object> bound) => Rules.Where(rule => Given(bound, rule.Parameter)).FirstOrDefault(Interactive).Method;

    /// <summary>The tenant's id or domain in its plain form.</summary>
    public static string TenantId(string value) =>
        Guid.TryParseExact(value.Trim(), "D", out Guid id) ? id.ToString()
        : Domain().IsMatch(value.Trim()) ? value.Trim()
        : throw ErrorRecords.TenantIdInvalid(value).ToException();

    /// <summary>The application's id in its plain form.</summary>
    public static string ClientId(string value) =>
        Guid.TryParseExact(value.Trim(), "D", out Guid id) ? id.ToString() : throw ErrorRecords.ClientIdInvalid(value).ToException();

    // A switch given as -Demo:$false chooses nothing.
    private static bool Given(IDictionary<string, object> bound, string name) =>
        bound.TryGetValue(name, out object? value) && value is not System.Management.Automation.SwitchParameter { IsPresent: false };

    [GeneratedRegex(@"^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Domain();

    private sealed record Rule(string Parameter, SignInMethod Method, string[] Needs, string[] Takes);
}
