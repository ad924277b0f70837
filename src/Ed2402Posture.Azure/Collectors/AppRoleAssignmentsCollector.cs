using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Application permissions in use: asked of the few resources that offer them, not of every service principal.</summary>
internal sealed class AppRoleAssignmentsCollector() : Collector<AppRoleAssignment>(Datasets.AppRoleAssignments, static a => a.Id)
{
    private const double RequestCost = 2;

    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.ResourceServicePrincipals];

    public override CollectionCost Cost => CollectionCost.Directory(
        known => known.From(
            [Datasets.ResourceServicePrincipals, Datasets.AppRoleAssignments],
            () => Lists(known),
            () => Reads.Each(known.Count(Datasets.ResourceServicePrincipals, 6)).Then(Reads.Pages(known.Count(Datasets.AppRoleAssignments, 500), Limits.LargestPage))),
        RequestCost);

    protected override Task ReadAsync(CollectionContext context, Reading<AppRoleAssignment> reading, CancellationToken cancellationToken) =>
        Task.WhenAll(context.Items(Datasets.ResourceServicePrincipals).Select(resource => ReadAsync(context.Services, reading, resource.Id, cancellationToken)));

    /// <summary>Without the resources nothing is known of who holds their permissions.</summary>
    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<AppRoleAssignment> reading) => Task.FromResult(Foundations.Doubt(context, reading.Items.Count, RestsOn));

    private static Reads Lists(KnownTenant known)
    {
        ILookup<string?, AppRoleAssignment> held = known.Items(Datasets.AppRoleAssignments).ToLookup(a => a.ResourceId, StringComparer.OrdinalIgnoreCase);
        return known.Items(Datasets.ResourceServicePrincipals).Aggregate(Reads.None, (sum, resource) => sum.And(Reads.Pages(held[resource.Id].Count(), Limits.LargestPage)));
    }

    private async Task ReadAsync(TenantServices services, Reading<AppRoleAssignment> reading, string resourceId, CancellationToken cancellationToken)
    {
        Call call = await services.Graph.CallAsync(services.Graph.V1.ServicePrincipals[resourceId].AppRoleAssignedTo.ToGetRequestInformation(r => r.QueryParameters.Top = Limits.LargestPage), cancellationToken).ConfigureAwait(false);
        await services.Pages.ReadAllAsync(new ListSource(reading.Scope, services.Lanes.Directory, services.Graph, RequestCost), call, Definition.ReadItem, reading.Add, cancellationToken).ConfigureAwait(false);
    }
}
