using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Core.Snapshots.Comparison;

/// <summary>Two snapshots under comparison, as they are and cut down to what both of them read.</summary>
internal sealed class ComparedPair
{
    private readonly HashSet<DatasetDefinition> comparable;

    public ComparedPair(TenantAnalysis older, TenantAnalysis newer)
    {
        Older = older;
        Newer = newer;
        comparable = [.. Datasets.All.Where(d => IsKnown(d, older.Snapshot) && IsKnown(d, newer.Snapshot))];
        DatasetDefinition[] others = [.. Datasets.All.Where(d => !comparable.Contains(d))];
        OlderCommon = Cut(older, others);
        NewerCommon = Cut(newer, others);
    }

    /// <summary>The snapshot from before, whole.</summary>
    public TenantAnalysis Older { get; }
    /// <summary>The later snapshot, whole.</summary>
    public TenantAnalysis Newer { get; }
    /// <summary>The snapshot from before without the datasets that the other side lacks: what is missing there is missing here too, so that a
    /// difference is a change of the tenant, never of what could be read.</summary>
    public TenantAnalysis OlderCommon { get; }
    /// <inheritdoc cref="OlderCommon"/>
    public TenantAnalysis NewerCommon { get; }

    /// <summary>Whether both sides read everything.</summary>
    public bool IsWhole => comparable.Count == Datasets.All.Count;

    /// <summary>Whether both sides know all that the dataset can hold.</summary>
    public bool IsComparable(DatasetDefinition dataset) => comparable.Contains(dataset);

    /// <summary>A change with what all changes of this pair share.</summary>
    public SnapshotChange Change(ChangeArea area, ChangeKind kind, Subject subject, string text) => new()
    {
        Area = area, Kind = kind, Subject = subject.Name, SubjectId = subject.Id, SubjectType = subject.Type, Text = text,
        TenantId = Newer.Snapshot.Info.TenantId, OlderCollectedAt = Older.Snapshot.Info.CollectedAt, NewerCollectedAt = Newer.Snapshot.Info.CollectedAt,
    };

    /// <summary>Read whole, or proven empty by a missing licence where that is proof.</summary>
    private static bool IsKnown(DatasetDefinition dataset, Snapshot snapshot)
    {
        DatasetState state = snapshot.Get(dataset).State;
        return state.Status == DatasetStatus.Complete || PrivilegeNeeds.Paths.Any(n => n.Dataset == dataset && n.IsMet(state));
    }

    private static TenantAnalysis Cut(TenantAnalysis analysis, DatasetDefinition[] others) => others.Length == 0
        ? analysis
        : new TenantAnalysis(analysis.Snapshot.With(analysis.Snapshot.Info, others.Select(d => d.CreateEmpty(DatasetState.NotCollected))), analysis.Settings);
}
