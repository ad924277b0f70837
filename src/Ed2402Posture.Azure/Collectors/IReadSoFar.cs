using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>What is there of a tenant: during a scan what it has read, before one what an earlier one read.</summary>
internal interface IReadSoFar
{
    /// <summary>The items of a dataset; none where it was not read.</summary>
    IReadOnlyList<T> Items<T>(DatasetDefinition<T> dataset)
        where T : class;

    /// <summary>Whether a dataset is whole.</summary>
    bool IsComplete(DatasetDefinition dataset);

    /// <summary>All of it.</summary>
    Snapshot ToSnapshot();
}
