using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>A report of last uses: one list of beta, at the pace of the reports. The SDK for v1.0 has no builders for it.</summary>
/// <typeparam name="T">The type of its rows.</typeparam>
internal abstract class UsageReport<T>(DatasetDefinition<T> dataset, Func<T, string> key) : Collector<T>(dataset, key)
    where T : class
{
    /// <summary>A tenant has hundreds of Microsoft's own workloads in use.</summary>
    public override CollectionCost Cost => CollectionCost.Reports(known => Reads.Pages(known.Count(Dataset, 500), Limits.LargestPage));

    protected override Task ReadAsync(CollectionContext context, Reading<T> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        var address = new Uri(services.Graph.Root, $"/beta{Definition.Endpoint}?$top={Limits.LargestPage}");
        return services.Pages.ReadAllAsync(new ListSource(reading.Scope, services.Lanes.Reports, services.Graph), Call.Get(address), Definition.ReadItem, reading.Add, cancellationToken);
    }
}
