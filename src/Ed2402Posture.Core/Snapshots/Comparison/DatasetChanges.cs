using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Core.Snapshots.Comparison;

/// <summary>Datasets that were not read whole on one side or on both: what they hold cannot be compared.</summary>
internal static class DatasetChanges
{
    public static IEnumerable<SnapshotChange> Of(ComparedPair pair) => Datasets.All.Where(d => !pair.IsComparable(d)).Select(dataset =>
    {
        DatasetState before = pair.Older.Snapshot.Get(dataset).State, after = pair.Newer.Snapshot.Get(dataset).State;
        string text = before.Status == after.Status && before.Reason == after.Reason
            ? $"not compared; on both sides {before.Describe(dataset.Name)}"
            : $"not compared; before: {before.Describe(dataset.Name)}; now: {after.Describe(dataset.Name)}";
        return pair.Change(ChangeArea.Dataset, ChangeKind.NotComparable, new Subject(dataset.Title, dataset.Name, "Dataset"), text) with { Before = before.Status.ToString(), After = after.Status.ToString() };
    });
}
