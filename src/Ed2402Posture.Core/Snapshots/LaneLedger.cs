namespace Ed2402Posture.Core.Snapshots;

/// <summary>What reading took from one quota of the services.</summary>
public sealed record LaneLedger
{
    /// <summary>The lane's name, as a scan's plan and its verbose messages write it.</summary>
    public required string Lane { get; init; }
    /// <summary>HTTP requests sent, batch envelopes and retries included.</summary>
    public long Requests { get; init; }
    /// <summary>Parts sent inside batches, retries included.</summary>
    public long BatchParts { get; init; }
    /// <summary>Answers with status 429, inside batches too.</summary>
    public long Throttled { get; init; }
    /// <summary>Seconds spent waiting; the waits of parallel requests add up.</summary>
    public double SecondsWaited { get; init; }
    /// <summary>Sum of <c>x-ms-resource-unit</c>.</summary>
    public long ResourceUnits { get; init; }
    /// <summary>Bytes of the answers' bodies, after decompression.</summary>
    public long Bytes { get; init; }

    /// <summary>The lane and its number of requests.</summary>
    public override string ToString() => $"{Lane}: {Requests}";

    /// <summary>The sums by lane, in the order in which the lanes first come.</summary>
    public static IReadOnlyList<LaneLedger> Sum(IEnumerable<LaneLedger> ledgers) => [.. ledgers.GroupBy(l => l.Lane, StringComparer.Ordinal).Select(g => new LaneLedger
    {
        Lane = g.Key, Requests = g.Sum(l => l.Requests), BatchParts = g.Sum(l => l.BatchParts), Throttled = g.Sum(l => l.Throttled), SecondsWaited = g.Sum(l => l.SecondsWaited),
        ResourceUnits = g.Sum(l => l.ResourceUnits), Bytes = g.Sum(l => l.Bytes),
    })];
}
