using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Exposure.Logs.Files;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Spray;

/// <summary>The sign-ins of users that a search goes through: of logs, and of files beside them.</summary>
public static class SpraySource
{
    /// <summary>Reads them, logs first; what a file repeats is left out.</summary>
    /// <param name="logs">The logs; may be none.</param>
    /// <param name="files">The files, or null.</param>
    public static IEnumerable<SignIn> Read(IReadOnlyList<LogReading<SignIn>> logs, LogFiles? files)
    {
        ArgumentNullException.ThrowIfNull(logs);
        HashSet<ulong>? known = files is not null && logs.Count > 0 ? [] : null;
        foreach (SignIn signIn in logs.SelectMany(l => l.Entries()))
        {
            known?.Add(LogFiles.Know(signIn.Id));
            yield return signIn;
        }

        foreach (LogEntry entry in files?.Read(known: known) ?? [])
        {
            if (entry is { SignIn: { } signIn, Kind: not LogKind.WorkloadSignIns })
            {
                yield return signIn;
            }
        }
    }
}
