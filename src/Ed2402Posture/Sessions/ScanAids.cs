using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Sessions;

/// <summary>What a scan is given beside the datasets wanted.</summary>
internal sealed record ScanAids
{
    /// <summary>What to ask for in datasets that are read on demand.</summary>
    public CollectionScope Scope { get; init; } = CollectionScope.None;
    /// <summary>An earlier snapshot of the tenant, of whose lists the changes alone are read where the service tells them; null: all in full.</summary>
    public Snapshot? Since { get; init; }
    /// <summary>Whether the scan asks for links by which a later one can read the changes alone.</summary>
    public bool TracksChanges { get; init; }
    /// <summary>Where to keep what is whole while the scan runs; null: nowhere.</summary>
    public ScanWork? Work { get; init; }
}
