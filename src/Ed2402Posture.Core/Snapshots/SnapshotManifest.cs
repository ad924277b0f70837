namespace Ed2402Posture.Core.Snapshots;

/// <summary><c>manifest.json</c> of a snapshot on disk: what is in it, and the hashes that prove it is undamaged.</summary>
public sealed record SnapshotManifest
{
    /// <summary>The format that this version writes; a reader refuses a newer one.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The format's number.</summary>
    public required int FormatVersion { get; init; }
    /// <summary>Where and when it was taken.</summary>
    public required SnapshotInfo Info { get; init; }
    /// <summary>The datasets, in order.</summary>
    public required IReadOnlyList<SnapshotManifestDataset> Datasets { get; init; }
}

/// <summary>One dataset in a <see cref="SnapshotManifest"/>.</summary>
public sealed record SnapshotManifestDataset
{
    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }
    /// <summary>Status, reason and ledger.</summary>
    public required DatasetState State { get; init; }
    /// <summary>The file of its items, or null when it has none.</summary>
    public string? File { get; init; }
    /// <summary>The number of items.</summary>
    public long Items { get; init; }
    /// <summary>SHA-256 of the file, in lower-case hexadecimal.</summary>
    public string? Sha256 { get; init; }
}
