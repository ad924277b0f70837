using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Counts what a dataset takes. Thread-safe: its requests run side by side.</summary>
internal sealed class LedgerCounter
{
    private const int KeptRequestIds = 20;

    private readonly object gate = new();
    private readonly List<string> failedRequestIds = [];
    private Ledger ledger = new();
    private long bytes;

    /// <summary>A request goes out, with so many parts when it is a batch.</summary>
    public void Sent(DateTimeOffset now, bool again, int parts = 0) => Change(l => l with
    {
        Requests = l.Requests + 1, BatchParts = l.BatchParts + parts, Retries = l.Retries + (again ? 1 : 0), FirstRequest = l.FirstRequest ?? now,
    });

    /// <summary>An answer was read to its end.</summary>
    public void Answered(DateTimeOffset now) => Change(l => l with { LastResponse = now });

    public void Page() => Change(l => l with { Pages = l.Pages + 1 });

    public void Throttled(int answers) => Change(l => l with { Throttled = l.Throttled + answers });

    public void PartsAgain(int parts) => Change(l => l with { Retries = l.Retries + parts });

    public void Waited(TimeSpan duration) => Change(l => l with { SecondsWaited = l.SecondsWaited + duration.TotalSeconds });

    public void ResourceUnits(long units) => Change(l => l with { ResourceUnits = l.ResourceUnits + units });

    public void Bytes(int count) => Interlocked.Add(ref bytes, count);

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
            return ledger with { Bytes = Interlocked.Read(ref bytes), FailedRequestIds = failedRequestIds.Count == 0 ? null : [.. failedRequestIds] };
        }
    }

    private void Change(Func<Ledger, Ledger> change)
    {
        lock (gate)
        {
            ledger = change(ledger);
        }
    }
}
