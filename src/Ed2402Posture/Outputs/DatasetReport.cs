using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Outputs;

/// <summary>Status and ledger of one dataset, flat.</summary>
public sealed record DatasetReport
{
    internal DatasetReport(Dataset dataset)
    {
        Name = dataset.Definition.Name;
        Title = dataset.Definition.Title;
        Status = dataset.State.Status;
        Items = dataset.Count;
        Reason = dataset.State.Reason;
        Missing = dataset.State.Missing;
        Unread = dataset.State.Unread;
        Ledger ledger = dataset.State.Ledger;
        Lane = string.Join("; ", (ledger.Lanes ?? []).Select(l => l.Lane));
        Requests = ledger.Requests;
        BatchParts = ledger.BatchParts;
        Pages = ledger.Pages;
        Retries = ledger.Retries;
        Throttled = ledger.Throttled;
        SecondsWaited = ledger.SecondsWaited;
        ResourceUnits = ledger.ResourceUnits;
        Bytes = ledger.Bytes;
        FirstRequest = ledger.FirstRequest;
        LastResponse = ledger.LastResponse;
        FailedRequestIds = string.Join("; ", ledger.FailedRequestIds ?? []);
    }

    /// <summary>The dataset's name.</summary>
    public string Name { get; }
    /// <summary>What it holds.</summary>
    public string Title { get; }
    /// <summary>Whether it is whole.</summary>
    public DatasetStatus Status { get; }
    /// <summary>The number of items.</summary>
    public int Items { get; }
    /// <summary>Why it is not whole.</summary>
    public string? Reason { get; }
    /// <summary>The permission, role or licence that would make it readable.</summary>
    public string? Missing { get; }
    /// <summary>How many items could not be read, where known.</summary>
    public long? Unread { get; }
    /// <summary>The lanes that its requests went through.</summary>
    public string Lane { get; }
    /// <summary>HTTP requests sent.</summary>
    public long Requests { get; }
    /// <summary>Parts sent inside batches.</summary>
    public long BatchParts { get; }
    /// <summary>Pages read.</summary>
    public long Pages { get; }
    /// <summary>Requests and parts that were sent again.</summary>
    public long Retries { get; }
    /// <summary>Answers with status 429.</summary>
    public long Throttled { get; }
    /// <summary>Seconds spent waiting.</summary>
    public double SecondsWaited { get; }
    /// <summary>Resource units that the directory charged.</summary>
    public long ResourceUnits { get; }
    /// <summary>Bytes of the answers' bodies.</summary>
    public long Bytes { get; }
    /// <summary>When the first request was sent (UTC).</summary>
    public DateTimeOffset? FirstRequest { get; }
    /// <summary>When the last answer was read (UTC).</summary>
    public DateTimeOffset? LastResponse { get; }
    /// <summary>Request ids of failures, as Microsoft's support asks for them.</summary>
    public string FailedRequestIds { get; }

    /// <summary>Name, status and number of items.</summary>
    public override string ToString() => $"{Name}: {Status} ({Items})";
}
