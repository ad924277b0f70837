using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Logs.Files;

/// <summary>An entry of a file: a sign-in, or a change in the directory.</summary>
/// <param name="Kind">Which log it is of.</param>
/// <param name="SignIn">The sign-in, or null.</param>
/// <param name="Change">The change, or null.</param>
public readonly record struct LogEntry(LogKind Kind, SignIn? SignIn, DirectoryAudit? Change)
{
    private const string NonInteractive = "nonInteractiveUser";

    /// <summary>Its id.</summary>
    public string Id => SignIn?.Id ?? Change!.Id;

    /// <summary>Its time (UTC).</summary>
    public DateTimeOffset? Time => SignIn is null ? Change!.ActivityDateTime : SignIn.CreatedDateTime;

    internal static LogEntry Of(DirectoryAudit change) => new(LogKind.DirectoryAudits, null, change);

    /// <summary>Of a sign-in: what it does not tell about its own kind, the category or the file does.</summary>
    internal static LogEntry Of(SignIn signIn, string? eventType)
    {
        SignIn known = signIn.SignInEventTypes is { Count: > 0 } || eventType is null ? signIn : signIn with { SignInEventTypes = [eventType] };
        bool workload = known.SignInEventTypes is { Count: > 0 } types ? types.Any(IsWorkload) : string.IsNullOrEmpty(known.UserId) && !string.IsNullOrEmpty(known.ServicePrincipalId);
        return new(workload ? LogKind.WorkloadSignIns : known.SignInEventTypes?.Contains(NonInteractive, StringComparer.OrdinalIgnoreCase) == true ? LogKind.NonInteractiveSignIns : LogKind.InteractiveSignIns, known, null);
    }

    /// <summary>The event type of a category of diagnostic settings or a table of Log Analytics; null when it is none of sign-ins.</summary>
    internal static string? EventTypeOf(string? category) => category?.ToUpperInvariant().Replace("AAD", "", StringComparison.Ordinal) switch
    {
        "SIGNINLOGS" => "interactiveUser",
        "NONINTERACTIVEUSERSIGNINLOGS" => NonInteractive,
        "SERVICEPRINCIPALSIGNINLOGS" or "MICROSOFTSERVICEPRINCIPALSIGNINLOGS" => "servicePrincipal",
        "MANAGEDIDENTITYSIGNINLOGS" => "managedIdentity",
        _ => null,
    };

    private static bool IsWorkload(string type) => type.Equals("servicePrincipal", StringComparison.OrdinalIgnoreCase) || type.Equals("managedIdentity", StringComparison.OrdinalIgnoreCase);
}
