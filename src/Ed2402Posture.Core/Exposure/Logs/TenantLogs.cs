using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Logs;

/// <summary>The logs of a tenant, asked for as far back as its licence keeps them. Source: 'Microsoft Entra data retention' (sign-ins 30 days with P1; changes 30 days
/// with P1, else 7).</summary>
/// <param name="reader">Reads them.</param>
/// <param name="snapshot">Holds the tenant's licences, where they were read.</param>
public sealed class TenantLogs(LogReader reader, Snapshot snapshot) : ILogs
{
    private static readonly TimeSpan Licensed = TimeSpan.FromDays(30);
    private static readonly TimeSpan Free = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public Task<LogReading<T>> ReadAsync<T>(LogStream<T> stream, DateTimeOffset from, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(stream);
        return reader.ReadAsync(stream, from, stream.Kind == LogKind.DirectoryAudits ? RetentionOfChanges(snapshot) ?? Licensed : Licensed, cancellationToken);
    }

    /// <summary>How long the service keeps changes in the directory; null where the tenant's licences were not read.</summary>
    public static TimeSpan? RetentionOfChanges(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        Dataset<SubscribedSku> skus = snapshot.Get(Datasets.SubscribedSkus);
        return Licences.Covers(Licences.ServicePlans(skus.Items), Licence.EntraIdP1) ? Licensed : skus.IsComplete ? Free : null;
    }
}
