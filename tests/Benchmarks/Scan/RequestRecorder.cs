using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Benchmarks.Scan;

/// <summary>Writes the addresses of a scan to a file, so that a plain download can fetch them again. It holds none of them: they are no part of what a scan
/// takes. Without a file it counts them only.</summary>
internal sealed class RequestRecorder(string? file) : IScanObserver, IDisposable
{
    private readonly TextWriter? requests = file is null ? null : TextWriter.Synchronized(new StreamWriter(file));
    private int batches;

    /// <summary>How many of the requests were batches.</summary>
    public int Batches => batches;

    public void Request(string method, Uri address)
    {
        if (address.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref batches);
        }

        requests?.WriteLine($"{method}\t{address.AbsoluteUri}");
    }

    public void Progress(DatasetDefinition dataset, long items)
    {
    }

    public void Finished(DatasetDefinition dataset, DatasetState state)
    {
    }

    public void Waiting(string lane, TimeSpan duration, string reason)
    {
    }

    public void Dispose() => requests?.Dispose();
}
