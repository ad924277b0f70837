using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Users whose risk is open: the rest of the list is history.</summary>
internal sealed class RiskyUsersCollector() : GraphList<RiskyUser>(Datasets.RiskyUsers, static u => u.Id)
{
    /// <summary>The states of an open risk.</summary>
    public const string AtRisk = "riskState eq 'atRisk' or riskState eq 'confirmedCompromised'";

    protected override int PageSize => Limits.RiskPage;

    protected override Lane Lane(Lanes lanes) => lanes.ConditionalAccess;

    protected override RequestInformation Request(GraphServiceClient graph) =>
        graph.IdentityProtection.RiskyUsers.ToGetRequestInformation(r => (r.QueryParameters.Filter, r.QueryParameters.Top) = (AtRisk, PageSize));
}
