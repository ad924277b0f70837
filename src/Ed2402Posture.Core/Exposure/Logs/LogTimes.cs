using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Logs;

/// <summary>Time and id of log entries, whichever log they are of.</summary>
internal static class LogTimes
{
    public static DateTimeOffset? Of(object entry) => entry switch
    {
        SignIn signIn => signIn.CreatedDateTime,
        DirectoryAudit audit => audit.ActivityDateTime,
        _ => throw new ArgumentException("Not a log entry.", nameof(entry)),
    };

    public static string Id(object entry) => entry switch
    {
        SignIn signIn => signIn.Id,
        DirectoryAudit audit => audit.Id,
        _ => throw new ArgumentException("Not a log entry.", nameof(entry)),
    };
}
