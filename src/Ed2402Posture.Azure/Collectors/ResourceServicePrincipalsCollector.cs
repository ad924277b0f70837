using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>The service principals that offer application permissions of privilege, in one batch. A tenant need not have all of them.</summary>
internal sealed class ResourceServicePrincipalsCollector() : Collector<ResourceServicePrincipal>(Datasets.ResourceServicePrincipals, static r => r.Id)
{
    /// <summary>Microsoft Graph, and the others whose permissions the table of privilege knows.</summary>
    private static readonly string[] Resources = [GraphPermissions.MicrosoftGraphAppId, .. ApplicationPermissions.Others.Select(p => p.ResourceAppId).Distinct(StringComparer.OrdinalIgnoreCase)];

    public override CollectionCost Cost => CollectionCost.Directory(static _ => Reads.Batch(Resources.Length));

    protected override async Task ReadAsync(CollectionContext context, Reading<ResourceServicePrincipal> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        var addresses = new List<Uri>();
        foreach (string appId in Resources)
        {
            Call call = await services.Graph.CallAsync(
                services.Graph.V1.ServicePrincipalsWithAppId(appId).ToGetRequestInformation(r => r.QueryParameters.Select = [.. Definition.PropertyNames]), cancellationToken).ConfigureAwait(false);
            addresses.Add(call.Address);
        }

        await services.Batches.SendAsync(
            new ListSource(reading.Scope, services.Lanes.Directory, services.Graph),
            "v1.0",
            addresses,
            part =>
            {
                if (part.Error?.Status != 404)
                {
                    reading.Add([part.Read(body => Bodies.ReadOne(body, Definition.ReadItem))]);
                    reading.Scope.Ledger.Page();
                }

                return Task.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
    }
}
