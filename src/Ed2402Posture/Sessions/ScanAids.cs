using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Sessions;

/// <summary>What a scan is given beside the datasets wanted.</summary>
internal sealed record ScanAids
{
    /// <summary>What to ask for in datasets that are read on demand.</summary>
    public CollectionScope Scope { get; init; } = CollectionScope.None;
    /// <summary>Where to keep what is whole while the scan runs; null: nowhere.</summary>
    public ScanWork? Work { get; init; }
}
