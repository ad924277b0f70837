namespace Ed2402Posture.Core.Snapshots;

/// <summary>Status, reason and ledger of one dataset.</summary>
public sealed record DatasetState
{
    /// <summary>The state of a dataset that nobody asked for.</summary>
    public static readonly DatasetState NotCollected = new() { Status = DatasetStatus.NotCollected };

    /// <summary>Whether the dataset is whole.</summary>
    public required DatasetStatus Status { get; init; }
    /// <summary>Why it is not whole, in words for the user. Never holds a token or a secret.</summary>
    public string? Reason { get; init; }
    /// <summary>The permission, role or licence that would make it readable.</summary>
    public string? Missing { get; init; }
    /// <summary>How many items could not be read, where known.</summary>
    public long? Unread { get; init; }
    /// <summary>With a dataset that is read on demand, and with a log of the last days: what was asked for. <see cref="DatasetStatus.Complete"/> speaks of that alone.</summary>
    public CollectionScope? Scope { get; init; }
    /// <summary>With <see cref="DatasetStatus.Partial"/>: properties that this cloud does not offer, joined with commas, when nothing else is missing: every item was
    /// read, without these.</summary>
    public string? NotOffered { get; init; }
    /// <summary>From where on the service can tell what changed; null where that was not asked for.</summary>
    public ChangeTracking? Changes { get; init; }
    /// <summary>Where the objects are read by id: from where on the service can tell which of them changed, up to fifty a link; null where that was not asked for.</summary>
    public IReadOnlyList<ChangeTracking>? ObjectChanges { get; init; }
    /// <summary>What it took to read it.</summary>
    public Ledger Ledger { get; init; } = new();

    /// <summary>The status with its reason, as a finding's <c>Reason</c> begins: <c>NoPermission: users needs User.Read.All</c>.</summary>
    public string Describe(string dataset)
    {
        string text = Status switch
        {
            DatasetStatus.NoPermission when Missing is not null => $"{Status}: {dataset} needs {Missing}",
            DatasetStatus.NotLicensed when Missing is not null => $"{Status}: {dataset} needs {Missing}",
            DatasetStatus.Partial when Unread is > 0 => $"{Status}: {Unread} of {dataset} could not be read",
            _ => $"{Status}: {dataset}",
        };
        return Reason is null ? text : $"{text} ({Reason})";
    }

    /// <summary>What to do so that the dataset can be read next time.</summary>
    public string Remedy(DatasetDefinition dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Status switch
        {
            DatasetStatus.NoPermission => $"Grant {Missing ?? dataset.PermissionText} to the account that scans, then scan again.",
            DatasetStatus.NotLicensed => $"The tenant needs {Missing ?? dataset.Licence.Name()} for {dataset.Name}.",
            DatasetStatus.Partial when NotOffered is not null => $"This cloud does not offer {NotOffered} of {dataset.Name}: review what rests on it by hand.",
            DatasetStatus.NotCollected => $"Collect {dataset.Name}: scan again, or take a snapshot that holds it.",
            DatasetStatus.NotSupported => $"This cloud or sign-in does not offer {dataset.Name}: review it by hand.",
            DatasetStatus.Complete => "",
            _ => "Scan again; if it stays so, pass the request ids of the dataset's ledger to Microsoft's support.",
        };
    }
}
