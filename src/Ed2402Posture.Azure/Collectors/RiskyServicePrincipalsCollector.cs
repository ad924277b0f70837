using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Service principals whose risk is open.</summary>
internal sealed class RiskyServicePrincipalsCollector() : GraphList<RiskyServicePrincipal>(Datasets.RiskyServicePrincipals, static p => p.Id)
{
    protected override int PageSize => Limits.RiskPage;

    protected override Lane Lane(Lanes lanes) => lanes.ConditionalAccess;

    protected override RequestInformation Request(GraphServiceClient graph) =>
        graph.IdentityProtection.RiskyServicePrincipals.ToGetRequestInformation(r => (r.QueryParameters.Filter, r.QueryParameters.Top) = (RiskyUsersCollector.AtRisk, PageSize));
}
