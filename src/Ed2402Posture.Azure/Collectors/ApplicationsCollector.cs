using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Every application, with its credentials. They are selected, and that has a quota of its own.</summary>
internal sealed class ApplicationsCollector() : TrackedList<Application>(Datasets.Applications, static a => a.Id)
{
    protected override Lane Lane(Lanes lanes) => lanes.KeyCredentials;

    protected override long Typical(KnownTenant known) => 500;

    protected override int PageSize => Limits.LargestPage;

    protected override RequestInformation Request(GraphServiceClient graph) => graph.Applications.ToGetRequestInformation(r =>
    {
        r.QueryParameters.Select = [.. Definition.PropertyNames];
        r.QueryParameters.Top = Limits.LargestPage;
    });

    protected override RequestInformation RequestSome(GraphServiceClient graph, string filter) => graph.Applications.ToGetRequestInformation(r =>
    {
        r.QueryParameters.Select = [.. Definition.PropertyNames];
        r.QueryParameters.Filter = filter;
    });

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<Application> reading) =>
        CredentialLists.DoubtAsync(reading.Items, static i => i.PasswordCredentials is null || i.KeyCredentials is null);
}
