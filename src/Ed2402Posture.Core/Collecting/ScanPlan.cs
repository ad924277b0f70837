namespace Ed2402Posture.Core.Collecting;

/// <summary>What the figures of a plan come from; the weakest source counts.</summary>
public enum PlanBasis
{
    /// <summary>The same for every tenant.</summary>
    Fixed = 0,
    /// <summary>Taken from what this session, or an earlier snapshot, holds.</summary>
    Known,
    /// <summary>The service was asked for the number of objects.</summary>
    Counted,
    /// <summary>Guessed from a typical tenant.</summary>
    Estimated,
}

/// <summary>What a scan will take, told before it.</summary>
public sealed record ScanPlan
{
    /// <summary>One entry a lane that the scan uses, in the order of the lanes.</summary>
    public required IReadOnlyList<PlannedLane> Lanes { get; init; }
    /// <summary>One entry a dataset that will be read, foundations first.</summary>
    public required IReadOnlyList<PlannedDataset> Datasets { get; init; }
    /// <summary>The least time of the whole scan in seconds: the lanes run side by side, and what rests on other datasets begins after them.</summary>
    public required double Seconds { get; init; }
}

/// <summary>What one lane of a scan will take.</summary>
public sealed record PlannedLane
{
    /// <summary>The lane's name: one for each quota of the services.</summary>
    public required string Lane { get; init; }
    /// <summary>HTTP requests, batch envelopes included; without retries.</summary>
    public required long Requests { get; init; }
    /// <summary>Parts inside those batches.</summary>
    public required long BatchParts { get; init; }
    /// <summary>The least time in seconds: by the quota, or by the pages that come one after another, whichever is longer.</summary>
    public required double Seconds { get; init; }
    /// <summary>What the figures come from.</summary>
    public required PlanBasis Basis { get; init; }
}

/// <summary>What one dataset of a scan will take.</summary>
public sealed record PlannedDataset
{
    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }
    /// <summary>The lane that its requests go through.</summary>
    public required string Lane { get; init; }
    /// <summary>HTTP requests, batch envelopes included; without retries.</summary>
    public required long Requests { get; init; }
    /// <summary>Parts inside those batches.</summary>
    public required long BatchParts { get; init; }
    /// <summary>What the figures come from.</summary>
    public required PlanBasis Basis { get; init; }
}
