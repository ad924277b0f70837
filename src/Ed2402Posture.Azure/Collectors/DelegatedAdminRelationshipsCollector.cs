using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>What partners may administer here; in a partner's own tenant, what it may administer elsewhere.</summary>
internal sealed class DelegatedAdminRelationshipsCollector() : GraphList<DelegatedAdminRelationship>(Datasets.DelegatedAdminRelationships, static r => r.Id)
{
    protected override int PageSize => 300;

    protected override RequestInformation Request(GraphServiceClient graph) => graph.TenantRelationships.DelegatedAdminRelationships.ToGetRequestInformation(r => r.QueryParameters.Top = PageSize);
}
