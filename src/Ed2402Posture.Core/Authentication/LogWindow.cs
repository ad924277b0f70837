using System.Globalization;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Authentication;

/// <summary>The time that a log of the last days covers. Its days count back from when it was read, which may be later than the snapshot's time: a session
/// reads a dataset when a cmdlet first wants it.</summary>
internal sealed class LogWindow
{
    private readonly string name;
    private readonly bool isThere;
    private readonly int? held;
    private readonly DateTimeOffset end;

    public LogWindow(Dataset dataset, DateTimeOffset collectedAt)
    {
        name = dataset.Definition.Name;
        isThere = dataset.IsComplete;
        CollectionScope? scope = dataset.State.Scope;
        held = scope is null ? null : dataset.Definition.Days!(scope);
        end = scope?.LogsSince?.AddDays(held!.Value) ?? collectedAt;
    }

    /// <summary>The days that it holds, and whether a time is among them; without a record of the days every time is.</summary>
    public bool Covers(DateTimeOffset time) => held is not { } days || time >= end.AddDays(-days);

    /// <summary>Whether a time is in the last days of the log.</summary>
    public bool IsWithin(DateTimeOffset time, int days) => time >= end.AddDays(-days);

    /// <summary>Whether the settings want none of it and none is there: then one finding about the tenant says so, and none about each person.</summary>
    public bool IsOff(int days) => days == 0 && !isThere;

    /// <summary>Why the log does not prove that nothing happened in so many days; null when it does. Starts with a status.</summary>
    public string? Lack(int days) => days == 0 ? $"NotCollected: {name} (the settings ask for none of it)."
        : held < days ? string.Create(CultureInfo.InvariantCulture, $"Partial: {name} holds {held} of {days} days.") : null;
}
