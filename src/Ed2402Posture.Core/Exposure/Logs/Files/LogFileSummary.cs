using System.Globalization;
using Ed2402Posture.Core.Collecting;

namespace Ed2402Posture.Core.Exposure.Logs.Files;

/// <summary>What was found in a log file.</summary>
public sealed class LogFileSummary
{
    private const int MostNamed = 100;
    private readonly List<string> problems = [];
    private readonly SortedDictionary<string, long> others = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<LogKind, (long Count, DateTimeOffset? From, DateTimeOffset? To)> logs = [];

    internal LogFileSummary(string path) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Entries that are used.</summary>
    public long Entries => logs.Values.Sum(l => l.Count);

    /// <summary>Entries that another file, or the log itself, had before.</summary>
    public long Repeated { get; private set; }

    /// <summary>Lines that cannot be read.</summary>
    public long Unreadable { get; private set; }

    /// <summary>The first hundred of them, each with its line and the reason.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>What it holds, in a sentence.</summary>
    public string Text
    {
        get
        {
            IEnumerable<string> parts = logs.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Key}: {l.Value.Count} entries from {l.Value.From:yyyy-MM-dd HH:mm} to {l.Value.To:yyyy-MM-dd HH:mm} UTC"))
                .Concat(Repeated > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{Repeated} that were read already")] : [])
                .Concat(others.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Value} of {o.Key}, which are not used")))
                .Concat(Unreadable > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{Unreadable} unreadable")] : []);
            string text = string.Join("; ", parts);
            return $"'{Path}': {(text.Length == 0 ? "empty" : text)}.";
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal void Add(LogKind kind, DateTimeOffset? at)
    {
        (long count, DateTimeOffset? from, DateTimeOffset? to) = logs.GetValueOrDefault(kind);
        logs[kind] = (count + 1, from is null || at < from ? at : from, to is null || at > to ? at : to);
    }

    internal void AddRepeated() => Repeated++;

    internal void AddOther(string category) => others[category] = others.GetValueOrDefault(category) + 1;

    internal void AddProblem(long line, string reason)
    {
        Unreadable++;
        if (problems.Count < MostNamed)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"'{Path}', line {line}: {reason}"));
        }
    }

    internal (long Count, DateTimeOffset? From, DateTimeOffset? To) Of(LogKind kind) => logs.GetValueOrDefault(kind);
}
