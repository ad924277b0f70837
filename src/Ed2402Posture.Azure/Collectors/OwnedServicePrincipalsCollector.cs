using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Service principals that somebody owns: those that nobody owns are nearly all.</summary>
internal sealed class OwnedServicePrincipalsCollector() : GraphList<DirectoryObject>(Datasets.OwnedServicePrincipals, static o => o.Id)
{
    protected override int PageSize => Limits.LargestPage;

    protected override long Typical(KnownTenant known) => 50;

    protected override RequestInformation Request(GraphServiceClient graph) => graph.ServicePrincipals.ToGetRequestInformation(r =>
    {
        r.QueryParameters.Filter = "owners/$count ne 0";
        r.QueryParameters.Count = true;
        r.QueryParameters.Select = ["id"];
        r.QueryParameters.Top = Limits.LargestPage;
    });
}
