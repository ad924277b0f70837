using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Outputs;

/// <summary>What was read through one lane, that is from one quota of the services, flat.</summary>
public sealed record LaneReport
{
    internal LaneReport(LaneLedger ledger)
    {
        Lane = ledger.Lane;
        Requests = ledger.Requests;
        BatchParts = ledger.BatchParts;
        Throttled = ledger.Throttled;
        SecondsWaited = ledger.SecondsWaited;
        ResourceUnits = ledger.ResourceUnits;
        Bytes = ledger.Bytes;
    }

    /// <summary>The lane's name.</summary>
    public string Lane { get; }
    /// <summary>HTTP requests sent, batch envelopes and retries included.</summary>
    public long Requests { get; }
    /// <summary>Parts sent inside batches.</summary>
    public long BatchParts { get; }
    /// <summary>Answers with status 429.</summary>
    public long Throttled { get; }
    /// <summary>Seconds spent waiting; the waits of parallel requests add up.</summary>
    public double SecondsWaited { get; }
    /// <summary>Resource units that the directory charged.</summary>
    public long ResourceUnits { get; }
    /// <summary>Bytes of the answers' bodies.</summary>
    public long Bytes { get; }

    /// <summary>Lane and number of requests.</summary>
    public override string ToString() => $"{Lane}: {Requests}";
}
