using System.Globalization;
using System.Text;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Exposure.Logs.Files;

/// <summary>Reads the lists of sign-ins that the Entra admin center downloads as CSV: of users, and of applications. Their times are of UTC; a time that is not written year first
/// is refused, since day and month cannot be told apart.</summary>
internal static class PortalCsv
{
    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF"];

    /// <summary>The entries, and rows that are none.</summary>
    /// <param name="stream">UTF-8.</param>
    /// <param name="fileName">Tells interactive sign-ins from others: the columns are the same.</param>
    public static IEnumerable<(long Line, LogEntry? Entry, string? Error)> Read(Stream stream, string fileName)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        Dictionary<string, int>? columns = null;
        foreach (CsvRow row in CsvReader.Read(reader))
        {
            if (row.Error is not null)
            {
                yield return (row.Line, null, row.Error);
            }
            else if (columns is null)
            {
                columns = Columns(row.Fields);
                if (Refuse(columns) is { } error)
                {
                    yield return (row.Line, null, error);
                    yield break;
                }
            }
            else
            {
                (SignIn? signIn, string? error) = SignIn(new Row(columns, row.Fields));
                yield return (row.Line, signIn is null ? null : LogEntry.Of(signIn, EventType(columns, fileName)), error);
            }
        }
    }

    // The portal writes some names with spaces behind or inside; a name that comes twice counts once.
    private static Dictionary<string, int> Columns(IReadOnlyList<string> header)
    {
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < header.Count; i++)
        {
            columns.TryAdd(string.Join(' ', header[i].Split(' ', StringSplitOptions.RemoveEmptyEntries)), i);
        }

        return columns;
    }

    private static string? Refuse(Dictionary<string, int> columns) =>
        !columns.ContainsKey("Date (UTC)") ? "it has no column 'Date (UTC)': it is no list of the Entra admin center, or of another time zone"
        : !columns.ContainsKey("Request ID") || !columns.ContainsKey("IP address") || !(columns.ContainsKey("User ID") || columns.ContainsKey("Service principal ID")) ? "it is no list of sign-ins (columns Request ID, IP address, and User ID or Service principal ID)"
        : null;

    private static string EventType(Dictionary<string, int> columns, string fileName) => columns.ContainsKey("Service principal ID") && !columns.ContainsKey("User ID") ? "servicePrincipal"
        : fileName.Contains("NonInteractive", StringComparison.OrdinalIgnoreCase) ? "nonInteractiveUser" : "interactiveUser";

    private static (SignIn? SignIn, string? Error) SignIn(Row row)
    {
        if (row["Request ID"] is not { } id)
        {
            return (null, "it has no request id");
        }

        if (!DateTimeOffset.TryParseExact(row["Date (UTC)"], TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset at))
        {
            return (null, "its time is not written as 2026-10-05T14:30:00Z");
        }

        string[] place = (row["Location"] ?? "").Split(',', StringSplitOptions.TrimEntries);
        return (new SignIn
        {
            Id = id, CreatedDateTime = at, UserId = row["User ID"], UserPrincipalName = row["Username"], AppId = row["Application ID"], AppDisplayName = row["Application"], ResourceId = row["Resource ID"], ResourceDisplayName = row["Resource"],
            ServicePrincipalId = row["Service principal ID"], ServicePrincipalName = row["Service principal name"], ServicePrincipalCredentialKeyId = row["Credential key ID"], ServicePrincipalCredentialThumbprint = row["Credential thumbprint"],
            IpAddress = row["IP address"], ClientAppUsed = row["Client app"], UserAgent = row["User agent"], CorrelationId = row["Correlation ID"], ConditionalAccessStatus = row["Conditional Access"], AuthenticationRequirement = row["Authentication requirement"],
            AuthenticationProtocol = row["Authentication Protocol"], AutonomousSystemNumber = int.TryParse(row["Autonomous system number"], NumberStyles.None, CultureInfo.InvariantCulture, out int system) ? system : null,
            Status = Code(row) is { } code ? new SignInStatus { ErrorCode = code, FailureReason = row["Failure reason"] } : null,
            Location = place[^1].Length == 0 ? null : new SignInLocation { City = place.Length > 2 ? place[0] : null, State = place.Length > 1 ? place[^2] : null, CountryOrRegion = place[^1] },
            DeviceDetail = new SignInDevice { DeviceId = row["Device ID"], OperatingSystem = row["Operating System"], Browser = row["Browser"] },
        }, null);
    }

    private static int? Code(Row row) => int.TryParse(row["Sign-in error code"], NumberStyles.None, CultureInfo.InvariantCulture, out int code) ? code
        : string.Equals(row["Status"], "Success", StringComparison.OrdinalIgnoreCase) ? 0 : null;

    private sealed class Row(Dictionary<string, int> columns, IReadOnlyList<string> fields)
    {
        public string? this[string column] => columns.TryGetValue(column, out int at) && at < fields.Count && fields[at].Trim() is { Length: > 0 } text && text is not "None" ? text : null;
    }
}
