using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Delegated permissions that were granted for all users; those of single users are as many as there are users.</summary>
internal sealed class PermissionGrantsCollector() : GraphList<PermissionGrant>(Datasets.PermissionGrants, static g => g.Id)
{
    protected override int PageSize => Limits.LargestPage;

    protected override RequestInformation Request(GraphServiceClient graph) => graph.Oauth2PermissionGrants.ToGetRequestInformation(r =>
    {
        r.QueryParameters.Filter = "consentType eq 'AllPrincipals'";
        r.QueryParameters.Top = Limits.LargestPage;
    });
}
