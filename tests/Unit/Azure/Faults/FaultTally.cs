using System.Globalization;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;

namespace Ed2402Posture.Tests.Unit.Azure.Faults;

/// <summary>Counts what went wrong in scans and what came of it. Thread-safe.</summary>
internal sealed class FaultTally
{
    private readonly SortedDictionary<string, int> acted = new(StringComparer.Ordinal);
    private int schedules, overHttps, stopped, skewed, faults, incomplete, assessed, notAssessed;

    /// <summary>The kinds of faults that did act.</summary>
    public IReadOnlyCollection<string> Kinds => acted.Keys;

    public void Add(FaultSchedule schedule, Snapshot snapshot, bool isOverHttps)
    {
        lock (acted)
        {
            schedules++;
            overHttps += isOverHttps ? 1 : 0;
            stopped += schedule.Stops.Count > 0 ? 1 : 0;
            skewed += schedule.Skew != TimeSpan.Zero ? 1 : 0;
            incomplete += Datasets.All.Count(d => snapshot.Get(d).State.Status is DatasetStatus.Partial or DatasetStatus.Failed);
            foreach ((string kind, FaultRule rule) in schedule.Faults.Where(f => f.Rule.Acted > 0))
            {
                faults++;
                acted[kind] = acted.GetValueOrDefault(kind) + 1;
            }
        }
    }

    /// <summary>Counts a check of a scan.</summary>
    public void Check(bool isAssessed) => Interlocked.Increment(ref isAssessed ? ref assessed : ref notAssessed);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{schedules} schedules ({overHttps} over HTTPS, {stopped} stopped and resumed, {skewed} with a wrong clock), {faults} faults of {acted.Count} kinds; {incomplete} datasets were not whole; {assessed} checks came to the verdicts of an undisturbed scan, {notAssessed} said why not. Kinds: {string.Join("; ", acted.Select(a => $"{a.Key} {a.Value}"))}");
}
