using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Application permissions in use: asked of the few resources that offer them, not of every service principal. The lists of resources are known to
/// leave out grants to managed identities (microsoft-graph-docs issue 12243), so that each managed identity is asked for its own, too, in batches.</summary>
internal sealed class AppRoleAssignmentsCollector() : Collector<AppRoleAssignment>(Datasets.AppRoleAssignments, static a => a.Id)
{
    private const double RequestCost = 2;

    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.ResourceServicePrincipals];

    public override IReadOnlyList<DatasetDefinition> LaterNeeds => [Datasets.ServicePrincipals];

    public override CollectionCost Cost => CollectionCost.Directory(
        known => known.From(
            [Datasets.AppRoleAssignments, .. AllNeeds],
            () => Lists(known).And(Reads.Batch(ManagedIdentities(known).Count())),
            () => Reads.Each(known.Count(Datasets.ResourceServicePrincipals, 6)).Then(Reads.Pages(known.Count(Datasets.AppRoleAssignments, 500), Limits.LargestPage)).And(Reads.Batch(known.Count(Datasets.ServicePrincipals, 1000) / 10))),
        RequestCost);

    protected override async Task ReadAsync(CollectionContext context, Reading<AppRoleAssignment> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        var resources = context.Items(Datasets.ResourceServicePrincipals).Select(r => r.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Task lists = Task.WhenAll(resources.Select(id => ReadAsync(services, reading, id, cancellationToken)));
        await context.WhenReadAsync(Datasets.ServicePrincipals, lists).ConfigureAwait(false);
        Task own = Links.ReadAsync(
            services, reading, new ListSource(reading.Scope, services.Lanes.Directory, services.Graph, RequestCost), "v1.0", ManagedIdentities(context),
            id => services.Graph.V1.ServicePrincipals[id].AppRoleAssignments.ToGetRequestInformation(r => r.QueryParameters.Top = Limits.LargestPage),
            Definition.ReadItem, (_, grant) => grant.ResourceId is { } resource && resources.Contains(resource) ? grant : null, cancellationToken);
        await Task.WhenAll(lists, own).ConfigureAwait(false);
    }

    /// <summary>Without the resources nothing is known of who holds their permissions.</summary>
    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<AppRoleAssignment> reading) => Task.FromResult(Foundations.Doubt(context, reading.Items.Count, [.. AllNeeds]));

    private static IEnumerable<string> ManagedIdentities(IReadSoFar context) => context.Items(Datasets.ServicePrincipals).Where(s => s.ServicePrincipalType == "ManagedIdentity").Select(s => s.Id);

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
