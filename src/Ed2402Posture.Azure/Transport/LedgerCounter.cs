using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Counts what a dataset takes, from each quota apart. Thread-safe: its requests run side by side.</summary>
internal sealed class LedgerCounter
{
    private const int KeptRequestIds = 20;

    private readonly object gate = new();
    private readonly List<string> failedRequestIds = [];
    private readonly List<LaneLedger> lanes = [];
    private Ledger ledger = new();

    /// <summary>A request goes out, with so many parts when it is a batch.</summary>
    public void Sent(Lane lane, DateTimeOffset now, bool again, int parts = 0)
    {
        Change(lane, l => l with { Requests = l.Requests + 1, BatchParts = l.BatchParts + parts });
        Change(l => l with { Retries = l.Retries + (again ? 1 : 0), FirstRequest = l.FirstRequest ?? now });
    }

    /// <summary>An answer was read to its end.</summary>
    public void Answered(DateTimeOffset now) => Change(l => l with { LastResponse = now });

    public void Page() => Change(l => l with { Pages = l.Pages + 1 });

    public void PartsAgain(int parts) => Change(l => l with { Retries = l.Retries + parts });

    public void Throttled(Lane lane, int answers) => Change(lane, l => l with { Throttled = l.Throttled + answers });

    public void Waited(Lane lane, TimeSpan duration) => Change(lane, l => l with { SecondsWaited = l.SecondsWaited + duration.TotalSeconds });

    public void ResourceUnits(Lane lane, long units) => Change(lane, l => l with { ResourceUnits = l.ResourceUnits + units });

    public void Bytes(Lane lane, long count) => Change(lane, l => l with { Bytes = l.Bytes + count });

    public void FailedRequest(string? requestId)
    {
        lock (gate)
        {
            if (requestId is not null && failedRequestIds.Count < KeptRequestIds)
            {
                failedRequestIds.Add(requestId);
            }
        }
    }

    /// <summary>The counts so far.</summary>
    public Ledger ToLedger()
    {
        lock (gate)
        {
            return ledger with
            {
                Requests = lanes.Sum(l => l.Requests), BatchParts = lanes.Sum(l => l.BatchParts), Throttled = lanes.Sum(l => l.Throttled), SecondsWaited = lanes.Sum(l => l.SecondsWaited),
                ResourceUnits = lanes.Sum(l => l.ResourceUnits), Bytes = lanes.Sum(l => l.Bytes),
                Lanes = lanes.Count == 0 ? null : [.. lanes], FailedRequestIds = failedRequestIds.Count == 0 ? null : [.. failedRequestIds],
            };
        }
    }

    private void Change(Func<Ledger, Ledger> change)
    {
        lock (gate)
        {
            ledger = change(ledger);
        }
    }

    private void Change(Lane lane, Func<LaneLedger, LaneLedger> change)
    {
        lock (gate)
        {
            int index = lanes.FindIndex(l => l.Lane == lane.Name);
            if (index < 0)
            {
                lanes.Add(change(new LaneLedger { Lane = lane.Name }));
            }
            else
            {
                lanes[index] = change(lanes[index]);
            }
        }
    }
}
