namespace Ed2402Posture.Core.Snapshots;

/// <summary>What it took to read a dataset: the proof that it is whole, and the cost.</summary>
public sealed record Ledger
{
    /// <summary>HTTP requests sent, batch envelopes and retries included.</summary>
    public long Requests { get; init; }
    /// <summary>Parts sent inside batches, retries included.</summary>
    public long BatchParts { get; init; }
    /// <summary>Pages read.</summary>
    public long Pages { get; init; }
    /// <summary>Items kept.</summary>
    public long Items { get; init; }
    /// <summary>Requests and parts that were sent again.</summary>
    public long Retries { get; init; }
    /// <summary>Answers with status 429, inside batches too.</summary>
    public long Throttled { get; init; }
    /// <summary>Seconds spent waiting: for a lane's budget, for Retry-After, between retries. Waits of parallel requests add up.</summary>
    public double SecondsWaited { get; init; }
    /// <summary>Sum of <c>x-ms-resource-unit</c>.</summary>
    public long ResourceUnits { get; init; }
    /// <summary>Bytes of the answers' bodies, after decompression.</summary>
    public long Bytes { get; init; }
    /// <summary>When the first request was sent (UTC).</summary>
    public DateTimeOffset? FirstRequest { get; init; }
    /// <summary>When the last answer was read (UTC).</summary>
    public DateTimeOffset? LastResponse { get; init; }
    /// <summary>The same counts by the quota that they took from; null when nothing was sent.</summary>
    public IReadOnlyList<LaneLedger>? Lanes { get; init; }
    /// <summary>Request ids of failures, as Microsoft's support asks for; at most 20 are kept.</summary>
    public IReadOnlyList<string>? FailedRequestIds { get; init; }

    /// <summary>The sum of two ledgers.</summary>
    public static Ledger operator +(Ledger left, Ledger right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new Ledger
        {
            Requests = left.Requests + right.Requests,
            BatchParts = left.BatchParts + right.BatchParts,
            Pages = left.Pages + right.Pages,
            Items = left.Items + right.Items,
            Retries = left.Retries + right.Retries,
            Throttled = left.Throttled + right.Throttled,
            SecondsWaited = left.SecondsWaited + right.SecondsWaited,
            ResourceUnits = left.ResourceUnits + right.ResourceUnits,
            Bytes = left.Bytes + right.Bytes,
            FirstRequest = Earlier(left.FirstRequest, right.FirstRequest),
            LastResponse = left.LastResponse is null || right.LastResponse > left.LastResponse ? right.LastResponse ?? left.LastResponse : left.LastResponse,
            Lanes = LaneLedger.Sum((left.Lanes ?? []).Concat(right.Lanes ?? [])) is { Count: > 0 } lanes ? lanes : null,
            FailedRequestIds = [.. (left.FailedRequestIds ?? []).Concat(right.FailedRequestIds ?? []).Take(20)],
        };
    }

    /// <summary>The sum of two ledgers.</summary>
    public static Ledger Add(Ledger left, Ledger right) => left + right;

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null ? right : right is null || left < right ? left : right;
}
