using System.Collections.Concurrent;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Benchmarks.Scan;

/// <summary>Keeps the addresses of a scan, so that a plain download can fetch them again.</summary>
internal sealed class RequestRecorder : IScanObserver
{
    private readonly ConcurrentQueue<string> requests = [];

    /// <summary>How many of the requests were batches.</summary>
    public int Batches => requests.Count(r => r.EndsWith("$batch", StringComparison.Ordinal));

    public void Request(string method, Uri address) => requests.Enqueue($"{method}\t{address.AbsoluteUri}");

    public void Progress(DatasetDefinition dataset, long items)
    {
    }

    public void Finished(DatasetDefinition dataset, DatasetState state)
    {
    }

    public void Waiting(string lane, TimeSpan duration, string reason)
    {
    }

    public Task WriteAsync(string path) => File.WriteAllLinesAsync(path, requests);
}
