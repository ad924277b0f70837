using System.Globalization;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Exposure.Spray;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Exposure.Logs.Files;

/// <summary>Log files that were exported from the tenant: read as a stream, each file from its beginning, whatever mixture they are. An entry that several hold counts once.</summary>
/// <param name="paths">Full paths.</param>
public sealed class LogFiles(IReadOnlyList<string> paths)
{
    private const int MostKnownIds = 10_000_000;

    /// <summary>The endings of files that are looked for in a folder.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".json", ".jsonl", ".ndjson", ".log", ".csv", ".gz"];

    /// <summary>What was found in each file, once it was read.</summary>
    public IReadOnlyList<LogFileSummary> Summaries { get; private set; } = [];

    /// <summary>Whether entries were so many that some may have been counted twice.</summary>
    public bool MayRepeat { get; private set; }

    /// <summary>The entries, file by file. May be called again.</summary>
    /// <param name="known">Fingerprints of the ids that count as read already; the files' own are added.</param>
    /// <exception cref="ExposureException">A file cannot be opened.</exception>
    public IEnumerable<LogEntry> Read(HashSet<ulong>? known = null)
    {
        var summaries = new List<LogFileSummary>();
        Summaries = summaries;
        HashSet<ulong>? seen = known ?? (paths.Count > 1 ? [] : null);
        foreach (string path in paths)
        {
            var summary = new LogFileSummary(path);
            summaries.Add(summary);
            foreach (LogEntry entry in Read(path, summary))
            {
                if (IsNew(seen, entry.Id))
                {
                    summary.Add(entry.Kind, entry.Time);
                    yield return entry;
                }
                else
                {
                    summary.AddRepeated();
                }
            }
        }
    }

    /// <summary>The fingerprint by which an entry is known.</summary>
    public static ulong Know(string id) => Fingerprint.Of(id.ToUpperInvariant());

    /// <summary>What the files hold of a log; null when they hold nothing of it.</summary>
    public LogWindow? Window(LogKind kind)
    {
        (long Count, DateTimeOffset? From, DateTimeOffset? To)[] of = [.. Summaries.Select(s => s.Of(kind)).Where(s => s.Count > 0)];
        return of.Length == 0 ? null : new LogWindow(of.Min(s => s.From)!.Value, of.Max(s => s.To)!.Value, of.Sum(s => s.Count));
    }

    private bool IsNew(HashSet<ulong>? seen, string id)
    {
        if (seen is null)
        {
            return true;
        }

        ulong known = Know(id);
        if (seen.Count < MostKnownIds)
        {
            return seen.Add(known);
        }

        MayRepeat = true;
        return !seen.Contains(known);
    }

    private static IEnumerable<LogEntry> Read(string path, LogFileSummary summary)
    {
        using Stream stream = LogText.Open(path);
        using IEnumerator<LogEntry> entries = (IsCsv(path) ? Csv(stream, path, summary) : Json(stream, summary)).GetEnumerator();
        while (Next(entries, summary))
        {
            yield return entries.Current;
        }
    }

    // A file that cannot be read on, as a damaged archive, ends there and says so.
    private static bool Next(IEnumerator<LogEntry> entries, LogFileSummary summary)
    {
        try
        {
            return entries.MoveNext();
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            summary.AddProblem(summary.Entries + summary.Repeated + 1, $"from about here on the file cannot be read: {exception.Message}");
            return false;
        }
    }

    private static bool IsCsv(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<LogEntry> Json(Stream stream, LogFileSummary summary)
    {
        foreach (JsonRecord record in JsonRecords.Read(stream))
        {
            (LogEntry? entry, string? other, string? error) = record.Error is null ? LogEntryReader.Read(record.Bytes.Span) : (null, null, record.Error);
            if (entry is { } found)
            {
                yield return found;
            }
            else if (other is not null)
            {
                summary.AddOther(other);
            }
            else
            {
                summary.AddProblem(record.Line, error!);
            }
        }
    }

    private static IEnumerable<LogEntry> Csv(Stream stream, string path, LogFileSummary summary)
    {
        foreach ((long line, LogEntry? entry, string? error) in PortalCsv.Read(stream, Path.GetFileName(path)))
        {
            if (entry is { } found)
            {
                yield return found;
            }
            else
            {
                summary.AddProblem(line, error!);
            }
        }
    }
}

/// <summary>The time that files hold of a log. What they leave out of it nobody can tell from them.</summary>
/// <param name="From">The earliest entry (UTC).</param>
/// <param name="To">The latest entry (UTC).</param>
/// <param name="Entries">Entries.</param>
public sealed record LogWindow(DateTimeOffset From, DateTimeOffset To, long Entries)
{
    /// <summary>The window in words.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Entries} entries of files, from {From:yyyy-MM-dd HH:mm} to {To:yyyy-MM-dd HH:mm} UTC as far as they hold them");
}
