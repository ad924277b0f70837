using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Applications that nobody owns: the service names them, so that none is taken for ownerless because it is missing from a list.</summary>
internal sealed class OwnerlessApplicationsCollector() : GraphList<DirectoryObject>(Datasets.OwnerlessApplications, static o => o.Id)
{
    protected override int PageSize => Limits.LargestPage;

    protected override long Typical(KnownTenant known) => known.Count(Datasets.Applications, 500);

    protected override RequestInformation Request(GraphServiceClient graph) => graph.Applications.ToGetRequestInformation(r =>
    {
        r.QueryParameters.Filter = "owners/$count eq 0";
        r.QueryParameters.Count = true;
        r.QueryParameters.Select = ["id"];
        r.QueryParameters.Top = Limits.LargestPage;
    });
}
