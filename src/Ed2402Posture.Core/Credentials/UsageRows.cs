using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Credentials;

/// <summary>The uses that one report dates, by key, and the span that they cover.</summary>
internal sealed class UsageRows(Dataset report)
{
    private readonly Dictionary<string, DateTimeOffset> last = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The report's name.</summary>
    public string Name => report.Definition.Name;

    /// <summary>Whether every row was read.</summary>
    public bool IsComplete => report.IsComplete;

    /// <summary>The latest use of anything.</summary>
    public DateTimeOffset? Newest { get; private set; }

    /// <summary>The earliest use that is still somebody's last: the report remembers at least so far.</summary>
    public DateTimeOffset? Oldest { get; private set; }

    /// <summary>Adds a use; without a key it only widens the span.</summary>
    public void Add(string? key, DateTimeOffset? time)
    {
        if (time is not { } use)
        {
            return;
        }

        Newest = Newest is { } newest && newest > use ? newest : use;
        Oldest = Oldest is { } oldest && oldest < use ? oldest : use;
        if (key is not null && (!last.TryGetValue(key, out DateTimeOffset known) || known < use))
        {
            last[key] = use;
        }
    }

    /// <summary>The last use under a key; null where there is none.</summary>
    public DateTimeOffset? Last(string? key) => key is not null && last.TryGetValue(key, out DateTimeOffset use) ? use : null;

    /// <summary>The report's state, as a reason begins.</summary>
    public string Describe() => report.State.Describe(Name);
}
