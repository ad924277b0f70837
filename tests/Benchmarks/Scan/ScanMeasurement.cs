namespace Ed2402Posture.Benchmarks.Scan;

/// <summary>What one scan took, measured in the process that did it.</summary>
internal sealed record ScanMeasurement
{
    public double WallSeconds { get; init; }
    /// <summary>The least time by quotas, page counts and latency.</summary>
    public double FloorSeconds { get; init; }
    /// <summary>Processor time of the scan, all threads.</summary>
    public double ProcessorSeconds { get; init; }
    public long Requests { get; init; }
    public long BatchParts { get; init; }
    /// <summary>The least number of requests for what was read.</summary>
    public long LeastRequests { get; init; }
    public long Throttled { get; init; }
    public long ResourceUnits { get; init; }
    public long Bytes { get; init; }
    public long Items { get; init; }
    public long AllocatedBytes { get; init; }
    /// <summary>The most memory that the process held up to the end of the scan.</summary>
    public long PeakBytes { get; init; }
    /// <summary>Judging all checks: time, processor time, peak of the process by then, findings.</summary>
    public double JudgeSeconds { get; init; }
    public double JudgeProcessorSeconds { get; init; }
    public long JudgePeakBytes { get; init; }
    public int Findings { get; init; }
    /// <summary>Datasets that are not whole: must be none.</summary>
    public string Incomplete { get; init; } = "";
    /// <summary>Requests and seconds of the lanes, planned from what was read.</summary>
    public string Lanes { get; init; } = "";
}

/// <summary>What it takes to fetch the same answers and throw them away.</summary>
internal sealed record DownloadMeasurement
{
    public double WallSeconds { get; init; }
    public double ProcessorSeconds { get; init; }
    public long Bytes { get; init; }
}
