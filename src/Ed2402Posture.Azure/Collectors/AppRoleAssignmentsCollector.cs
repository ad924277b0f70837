using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Application permissions in use: asked of the few resources that offer them, not of every service principal.</summary>
internal sealed class AppRoleAssignmentsCollector() : Collector<AppRoleAssignment>(Datasets.AppRoleAssignments, static a => a.Id)
{
    private const double Cost = 2;

    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.ResourceServicePrincipals];

    protected override Task ReadAsync(CollectionContext context, Reading<AppRoleAssignment> reading, CancellationToken cancellationToken) =>
        Task.WhenAll(context.Items(Datasets.ResourceServicePrincipals).Select(resource => ReadAsync(context.Services, reading, resource.Id, cancellationToken)));

    /// <summary>Without the resources nothing is known of who holds their permissions.</summary>
    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<AppRoleAssignment> reading) => Task.FromResult(Foundations.Doubt(context, reading.Items.Count, RestsOn));

    private async Task ReadAsync(TenantServices services, Reading<AppRoleAssignment> reading, string resourceId, CancellationToken cancellationToken)
    {
        Call call = await services.Graph.CallAsync(services.Graph.V1.ServicePrincipals[resourceId].AppRoleAssignedTo.ToGetRequestInformation(r => r.QueryParameters.Top = Limits.LargestPage), cancellationToken).ConfigureAwait(false);
        await services.Pages.ReadAllAsync(new ListSource(reading.Scope, services.Lanes.Directory, services.Graph, Cost), call, Definition.ReadItem, reading.Add, cancellationToken).ConfigureAwait(false);
    }
}
