using System.Globalization;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Commands;

/// <summary>Counts the findings of a run and says them in one line.</summary>
internal sealed class PostureSummary(SnapshotInfo info, int checks, int declarations)
{
    private static readonly Outcome[] Order = [Outcome.Fail, Outcome.Warning, Outcome.NotAssessed, Outcome.Waived, Outcome.Pass, Outcome.NotApplicable];
    private readonly Dictionary<Outcome, int> counts = [];

    /// <summary>Ids of checks of which something could not be assessed.</summary>
    public SortedSet<string> NotAssessed { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether all was assessed and nothing fails.</summary>
    public bool IsClean => NotAssessed.Count == 0 && !counts.ContainsKey(Outcome.Fail);

    /// <summary>The order in which people read outcomes: what is to be done first.</summary>
    public static int Rank(Outcome outcome) => Array.IndexOf(Order, outcome);

    /// <summary>Counts a finding.</summary>
    public void Add(Finding finding)
    {
        counts[finding.Outcome] = counts.GetValueOrDefault(finding.Outcome) + 1;
        if (finding.Outcome == Outcome.NotAssessed)
        {
            NotAssessed.Add(finding.CheckId);
        }
    }

    /// <summary>As <c>Contoso, read 2026-11-02 08:00 UTC: 14 checks, 63 findings: 31 Fail, 4 Warning, 28 Pass.</c></summary>
    public override string ToString()
    {
        string outcomes = string.Join(", ", Order.Where(counts.ContainsKey).Select(o => string.Create(CultureInfo.InvariantCulture, $"{counts[o]} {o}")));
        return string.Create(CultureInfo.InvariantCulture, $"{info.TenantName ?? info.TenantId}, read {info.CollectedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {checks} checks, {counts.Values.Sum()} findings{(outcomes.Length == 0 ? "" : ": ")}{outcomes}.{Declared}");
    }

    // What is declared changes what is called a failure, so it is not left out where the failures are counted.
    private string Declared => declarations == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" The settings make {declarations} {(declarations == 1 ? "declaration" : "declarations")}, waivers included.");
}
