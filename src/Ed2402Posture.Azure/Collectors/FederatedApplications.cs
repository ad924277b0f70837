using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Which applications have federated credentials: Graph counts them in a filter, so that those of a large tenant are found in a page or two. An
/// expanded relationship cannot be combined with that, and would be one page of twenty for each application.</summary>
internal static class FederatedApplications
{
    /// <summary>Object ids of those; where the service does not take the filter, of every application.</summary>
    public static async Task<IReadOnlyCollection<string>> IdsAsync<T>(CollectionContext context, Reading<T> reading, CancellationToken cancellationToken)
        where T : class
    {
        TenantServices services = context.Services;
        var found = new List<string>();
        try
        {
            Call call = await services.Graph.CallAsync(
                services.Graph.V1.Applications.ToGetRequestInformation(r =>
                {
                    r.QueryParameters.Filter = "federatedIdentityCredentials/$count ne 0";
                    r.QueryParameters.Count = true;
                    r.QueryParameters.Select = ["id"];
                    r.QueryParameters.Top = Limits.LargestPage;
                }),
                cancellationToken).ConfigureAwait(false);
            await services.Pages.ReadAllAsync(new ListSource(reading.Scope, services.Lanes.Directory, services.Graph), call, Datasets.Applications.ReadItem, Keep, cancellationToken).ConfigureAwait(false);
            return found;
        }
        catch (ReadException exception) when (exception.Error?.Status == 400)
        {
            return [.. context.Items(Datasets.Applications).Select(a => a.Id)];
        }

        int Keep(IReadOnlyList<Application> page)
        {
            found.AddRange(page.Select(a => a.Id));
            return page.Count;
        }
    }
}
