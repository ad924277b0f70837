using System.Net.Http;
using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>A dataset that is one list of Azure Resource Manager.</summary>
/// <typeparam name="T">The type of its items.</typeparam>
internal abstract class ArmList<T>(DatasetDefinition<T> dataset, Func<T, ItemKey> key) : Collector<T>(dataset, key)
    where T : class
{
    /// <summary>Path and query of the first page.</summary>
    protected abstract string Path { get; }

    /// <summary>GET, or POST where that reads.</summary>
    protected virtual HttpMethod Method => HttpMethod.Get;

    public override CollectionCost Cost => CollectionCost.ResourceManager(known => Reads.Pages(known.Count(Dataset, 1), Limits.AzurePage));

    protected override Task ReadAsync(CollectionContext context, Reading<T> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        ArmService arm = services.Arm!;
        return services.Pages.ReadAllAsync(new ListSource(reading.Scope, services.Lanes.ResourceManager, arm), new Call(Method, new Uri(arm.Root, Path)), Definition.ReadItem, reading.Add, cancellationToken);
    }
}
