using System.Net.Http;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure;

/// <summary>A tenant to which one is signed in, with its two services.</summary>
internal sealed class TenantSource(TenantIdentity identity, TokenSource graphTokens, TokenSource? armTokens, HttpMessageHandler sockets, TimeProvider time) : ITenantSource
{
    public TenantIdentity Identity { get; } = identity;

    public Task CollectAsync(IReadOnlyCollection<DatasetDefinition> wanted, SnapshotBuilder into, IScanObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        foreach (DatasetDefinition dataset in wanted)
        {
            into.SetUnread(dataset, new DatasetState { Status = DatasetStatus.Failed, Reason = $"nothing reads it yet ({time.GetUtcNow():u})" });
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        graphTokens.Dispose();
        armTokens?.Dispose();
        sockets.Dispose();
        return ValueTask.CompletedTask;
    }
}
