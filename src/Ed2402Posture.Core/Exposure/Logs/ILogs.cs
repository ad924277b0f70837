using Ed2402Posture.Core.Collecting;

namespace Ed2402Posture.Core.Exposure.Logs;

/// <summary>Gives logs: of a tenant that is signed in to, or of a snapshot.</summary>
public interface ILogs
{
    /// <summary>Reads a log; why it is not whole is in the answer.</summary>
    /// <param name="stream">Which log.</param>
    /// <param name="from">From when on (UTC).</param>
    /// <param name="cancellationToken">Ends it; what was read stays.</param>
    Task<LogReading<T>> ReadAsync<T>(LogStream<T> stream, DateTimeOffset from, CancellationToken cancellationToken)
        where T : class;
}
