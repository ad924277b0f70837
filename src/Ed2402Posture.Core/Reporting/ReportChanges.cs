using System.Globalization;
using Ed2402Posture.Core.Exposure.Cases;

namespace Ed2402Posture.Core.Reporting;

/// <summary>What changed since the report before.</summary>
public sealed record ReportChanges
{
    /// <summary>That report's number; null when there is none.</summary>
    public int? Since { get; init; }
    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset? SinceDate { get; init; }
    /// <summary>The numbers that differ, as <c>Open: 40, now 12</c>.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];
    /// <summary>The records that differ, a sentence each.</summary>
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>The changes in a sentence.</summary>
    public string Text => Since is null ? "This is the first report of the case."
        : string.Create(CultureInfo.InvariantCulture, $"{(Numbers.Count + Records.Count == 0 ? "Nothing changed" : $"{Records.Count} records and {Numbers.Count} numbers changed")} since report {Since} of {SinceDate:yyyy-MM-dd HH:mm} UTC.");

    internal static ReportChanges Of(ExposureCase now, IReadOnlyDictionary<string, int> numbers)
    {
        if (now.Reports is not [.., var last])
        {
            return new ReportChanges();
        }

        // That report was made of what lay before it.
        var before = now.AsOf(last.Number - 1).Items.ToDictionary(i => i.RecordId, StringComparer.Ordinal);
        return new ReportChanges
        {
            Since = last.Report!.Number, SinceDate = last.At,
            Numbers = [.. numbers.Where(n => last.Report.Numbers.TryGetValue(n.Key, out int then) && then != n.Value).Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.Key}: {last.Report.Numbers[n.Key]}, now {n.Value}"))],
            Records = [.. now.Items.SelectMany(i => Changes(before.GetValueOrDefault(i.RecordId), i))],
        };
    }

    private static IEnumerable<string> Changes(CaseItem? before, CaseItem now)
    {
        string name = $"{now.Reference} ({now.Kind} of {now.Subject})";
        if (before is null)
        {
            yield return $"{name} is new.";
            yield break;
        }

        string[] differences =
        [
            .. Differ("state", before.State?.ToString() ?? "not tested", now.State?.ToString() ?? "not tested"), .. Differ("closed", before.IsClosed ? "yes" : "no", now.IsClosed ? "yes" : "no"), .. Differ("owner", before.Owner, now.Owner),
            .. Differ("planned", Day(before.PlannedOn), Day(now.PlannedOn)), .. Differ("decision", before.Decision.ToString(), now.Decision.ToString()), .. Differ("malicious activity", before.MaliciousActivity.ToString(), now.MaliciousActivity.ToString()),
        ];
        if (differences.Length > 0)
        {
            yield return $"{name}: {string.Join("; ", differences)}.";
        }
    }

    private static IEnumerable<string> Differ(string what, string? before, string? now) => before == now ? [] : [$"{what} {before ?? "none"}, now {now ?? "none"}"];

    private static string? Day(DateTimeOffset? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
