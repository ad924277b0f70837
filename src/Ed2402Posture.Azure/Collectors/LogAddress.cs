using System.Globalization;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Addresses of logs: which filters Graph takes for whose entries.</summary>
internal static class LogAddress
{
    private const int LargestPage = 999;

    /// <summary>The address of a log's first page; empty filters ask for everything.</summary>
    public static Uri Of(Uri root, string version, string path, params IEnumerable<string> filters) =>
        new(root, $"/{version}/{path}?$top={LargestPage}&$filter={Uri.EscapeDataString(string.Join(" and ", filters.Where(f => f.Length > 0)))}");

    /// <summary>A time in a filter: whole seconds, earlier rather than later.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Sign-ins of a user by object id or user principal name.</summary>
    public static string OfUser(string user) => Guid.TryParse(user, out _) ? $"userId eq {Quoted(user)}" : $"userPrincipalName eq {Quoted(user)}";

    /// <summary>Sign-ins that a client made on the user's behalf. Beta alone lists them.</summary>
    public static string NonInteractiveOf(string user) => $"signInEventTypes/any(t: t eq 'nonInteractiveUser') and {OfUser(user)}";

    /// <summary>Non-interactive sign-ins that failed for a wrong password (AADSTS50126).</summary>
    public static string NonInteractiveWrongPassword => "signInEventTypes/any(t: t eq 'nonInteractiveUser') and status/errorCode eq 50126";

    /// <summary>Sign-ins of an application's service principals and managed identities. Beta alone lists them.</summary>
    public static string OfWorkload(string appId) => $"signInEventTypes/any(t: t eq 'servicePrincipal' or t eq 'managedIdentity') and appId eq {Quoted(appId)}";

    private static string Quoted(string text) => $"'{text.ToLowerInvariant().Replace("'", "''", StringComparison.Ordinal)}'";
}
