using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Administrative units.</summary>
internal sealed class AdministrativeUnitsCollector() : GraphList<AdministrativeUnit>(Datasets.AdministrativeUnits, static u => u.Id)
{
    protected override int PageSize => Limits.LargestPage;

    protected override RequestInformation Request(GraphServiceClient graph) => graph.Directory.AdministrativeUnits.ToGetRequestInformation(r =>
    {
        r.QueryParameters.Select = [.. Definition.PropertyNames];
        r.QueryParameters.Top = Limits.LargestPage;
    });
}
