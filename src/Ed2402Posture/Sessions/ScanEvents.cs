using System.Threading.Channels;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Sessions;

/// <summary>Takes what a scan tells on any thread, without blocking it, and hands it on in order.</summary>
internal sealed class ScanEvents : IScanObserver
{
    private readonly Channel<ScanEvent> events = Channel.CreateUnbounded<ScanEvent>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>The events, in order, until <see cref="Complete"/>.</summary>
    public IAsyncEnumerable<ScanEvent> ReadAllAsync(CancellationToken cancellationToken) => events.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Nothing more will come.</summary>
    public void Complete() => events.Writer.TryComplete();

    /// <inheritdoc/>
    public void Request(string method, Uri address) => events.Writer.TryWrite(new RequestSent(method, address));

    /// <inheritdoc/>
    public void Progress(DatasetDefinition dataset, long items) => events.Writer.TryWrite(new DatasetAdvanced(dataset, items));

    /// <inheritdoc/>
    public void Finished(DatasetDefinition dataset, DatasetState state) => events.Writer.TryWrite(new DatasetFinished(dataset, state));

    /// <inheritdoc/>
    public void Waiting(string lane, TimeSpan duration, string reason) => events.Writer.TryWrite(new LaneWaits(lane, duration, reason));
}

/// <summary>Something that a scan tells.</summary>
internal abstract record ScanEvent;

/// <summary>A request goes out.</summary>
internal sealed record RequestSent(string Method, Uri Address) : ScanEvent;

/// <summary>A dataset has more items.</summary>
internal sealed record DatasetAdvanced(DatasetDefinition Dataset, long Items) : ScanEvent;

/// <summary>A dataset is done.</summary>
internal sealed record DatasetFinished(DatasetDefinition Dataset, DatasetState State) : ScanEvent;

/// <summary>A lane waits.</summary>
internal sealed record LaneWaits(string Lane, TimeSpan Duration, string Reason) : ScanEvent;
