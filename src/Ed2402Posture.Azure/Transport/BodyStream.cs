namespace Ed2402Posture.Azure.Transport;

/// <summary>A body as it arrives: counts its bytes and tells them at its end, and gives up when none come for a while, as on a half-open connection.</summary>
internal sealed class BodyStream(Stream inner, Action<long> counted, TimeSpan patience, TimeProvider time) : Stream
{
    private long bytes;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="TimeoutException">Nothing came.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var timeout = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            int count = await inner.ReadAsync(buffer, either.Token).ConfigureAwait(false);
            bytes += count;
            if (count == 0)
            {
                Tell();
            }

            return count;
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("the answer stopped in the middle", exception);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Tell();
        base.Dispose(disposing);
    }

    private void Tell()
    {
        if (bytes > 0)
        {
            counted(bytes);
            bytes = 0;
        }
    }
}
