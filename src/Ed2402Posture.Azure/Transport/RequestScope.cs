using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Transport;

/// <summary>For whom a request is sent: the dataset whose ledger it goes to, and the observer who hears of it. Handed along with each
/// request, so that datasets read side by side never share a count.</summary>
internal sealed record RequestScope(DatasetDefinition Dataset, IScanObserver Observer)
{
    public LedgerCounter Ledger { get; } = new();
}
