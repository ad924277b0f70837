using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Exposure.Logs;

/// <summary>The logs where there is no tenant and no snapshot: none. Files alone are looked at then.</summary>
public sealed class NoLogs : ILogs
{
    /// <inheritdoc/>
    public Task<LogReading<T>> ReadAsync<T>(LogStream<T> stream, DateTimeOffset from, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(stream);
        var coverage = new LogCoverage { Log = $"{stream.Kind}", Subject = stream.Subject, Asked = from, Status = DatasetStatus.NotCollected, Reason = "there is no connection to the tenant" };
        return Task.FromResult(new LogReading<T>(coverage, () => []));
    }
}
