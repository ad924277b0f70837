using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>A dataset that is one list of beta, for which the SDK of v1.0 has no builders.</summary>
/// <typeparam name="T">The type of its items.</typeparam>
internal abstract class BetaList<T>(DatasetDefinition<T> dataset, Func<T, ItemKey> key) : Collector<T>(dataset, key)
    where T : class
{
    /// <summary>Its query options.</summary>
    protected abstract string Query { get; }

    /// <summary>The quota that it takes from.</summary>
    protected abstract Lane Lane(Lanes lanes);

    /// <summary>A guess of the number of items where nothing is known.</summary>
    protected virtual long Typical => 1;

    public override CollectionCost Cost => new(Lane, known => Reads.Pages(known.Count(Dataset, Typical), Limits.LargestPage));

    protected override Task ReadAsync(CollectionContext context, Reading<T> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        var address = new Uri(services.Graph.Root, $"/beta{Definition.Endpoint}?{Query}");
        return services.Pages.ReadAllAsync(new ListSource(reading.Scope, Lane(services.Lanes), services.Graph), Call.Get(address), Definition.ReadItem, reading.Add, cancellationToken);
    }
}
