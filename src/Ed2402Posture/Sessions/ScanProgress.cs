using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Sessions;

/// <summary>The progress of a scan as records: one activity, a few records a second at most.</summary>
/// <param name="tenant">The tenant.</param>
/// <param name="datasets">How many datasets are read; 0 when something else is.</param>
/// <param name="otherwise">What is read then.</param>
internal sealed class ScanProgress(string tenant, int datasets, string otherwise)
{
    /// <summary>The activity's id, one for the whole module.</summary>
    public const int ActivityId = 2402;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly HashSet<DatasetDefinition> finished = [];
    private readonly Stopwatch sinceLast = new();

    /// <summary>The record to show for an event, or null when the last one is too fresh.</summary>
    public ProgressRecord? Next(ScanEvent scanEvent)
    {
        string? operation = scanEvent switch
        {
            DatasetAdvanced advanced => string.Create(CultureInfo.InvariantCulture, $"{advanced.Dataset.Title}: {advanced.Items:N0}"),
            DatasetFinished done => $"{done.Dataset.Title}: {done.State.Status}",
            LaneWaits waits => string.Create(CultureInfo.InvariantCulture, $"Waiting {waits.Duration.TotalSeconds:0.#} s ({waits.Lane}: {waits.Reason})"),
            _ => null,
        };
        if (scanEvent is DatasetFinished { Dataset: var dataset })
        {
            finished.Add(dataset);
        }

        if (operation is null || (sinceLast.IsRunning && sinceLast.Elapsed < Interval))
        {
            return null;
        }

        sinceLast.Restart();
        int total = Math.Max(datasets, finished.Count);
        return new ProgressRecord(ActivityId, $"Reading {tenant}", total == 0 ? otherwise : string.Create(CultureInfo.InvariantCulture, $"{finished.Count} of {total} datasets"))
        {
            CurrentOperation = operation,
            PercentComplete = total == 0 ? -1 : finished.Count * 100 / total,
        };
    }

    /// <summary>The record that ends it.</summary>
    public ProgressRecord Completed() => new(ActivityId, $"Reading {tenant}", "Done") { RecordType = ProgressRecordType.Completed };
}
