using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>A dataset that is one list of Azure Resource Manager for each of some scopes, side by side.</summary>
/// <typeparam name="T">The type of its items.</typeparam>
internal abstract class ArmLists<T>(DatasetDefinition<T> dataset, Func<T, ItemKey> key) : Collector<T>(dataset, key)
    where T : class
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.ManagementGroups, Datasets.AzureSubscriptions];

    /// <summary>Path and query of the first page of each list.</summary>
    protected abstract IEnumerable<string> Paths(IReadSoFar context);

    /// <summary>Whether a refusal says that there are no such items.</summary>
    protected virtual bool MeansNone(ServiceError error) => false;

    public override CollectionCost Cost => CollectionCost.ResourceManager(known => Reads.Each(known.From(RestsOn, () => Paths(known).Count(), () => 10)));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<T> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, RestsOn));

    protected override Task ReadAsync(CollectionContext context, Reading<T> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        var source = new ListSource(reading.Scope, services.Lanes.ResourceManager, services.Arm!);
        return Task.WhenAll(Paths(context).Select(path => ReadAsync(services, source, reading, path, cancellationToken)));
    }

    private async Task ReadAsync(TenantServices services, ListSource source, Reading<T> reading, string path, CancellationToken cancellationToken)
    {
        try
        {
            await services.Pages.ReadAllAsync(source, Call.Get(new Uri(services.Arm!.Root, path)), Definition.ReadItem, reading.Add, cancellationToken).ConfigureAwait(false);
        }
        catch (ReadException exception) when (exception.Error is { } error && MeansNone(error))
        {
        }
        catch (ReadException exception) when (exception.Error is null or { IsTransient: true })
        {
            reading.Scope.Ledger.FailedRequest(exception.Error?.RequestId);
            reading.Miss($"{path.Split('?')[0]}: {exception.Message}", 1);
        }
    }
}
