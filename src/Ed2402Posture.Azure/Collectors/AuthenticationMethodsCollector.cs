using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Registered methods of the privileged users of whom the report has no row, an old one, or one with a temporary access pass, of which
/// only the user's own list tells whether it is still usable. Microsoft asks not to read this list for all users.</summary>
internal sealed class AuthenticationMethodsCollector() : Collector<UserAuthenticationMethod>(Datasets.AuthenticationMethods, static m => $"{m.ParentId}|{m.Id}")
{
    private const double Cost = 1;

    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.UserRegistrationDetails, Datasets.Users, .. new UsersCollector().RestsOn];

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<UserAuthenticationMethod> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, [Datasets.Users]));

    protected override async Task ReadAsync(CollectionContext context, Reading<UserAuthenticationMethod> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        DateTimeOffset oldest = services.Sender.Time.GetUtcNow().AddDays(-AuthenticationAnalysis.MaximumReportAgeDays);
        var sound = new HashSet<string>(
            context.Items(Datasets.UserRegistrationDetails).Where(r => r.LastUpdatedDateTime >= oldest && r.MethodsRegistered?.Contains("temporaryAccessPass") != true).Select(r => r.Id),
            StringComparer.OrdinalIgnoreCase);
        var users = new Dictionary<Uri, string>();
        foreach (string id in KnownUsers.Ids(context).Where(id => !sound.Contains(id)))
        {
            users[(await services.Graph.CallAsync(services.Graph.V1.Users[id].Authentication.Methods.ToGetRequestInformation(), cancellationToken).ConfigureAwait(false)).Address] = id;
        }

        var source = new ListSource(reading.Scope, services.Lanes.Directory, services.Graph, Cost);
        await services.Batches.SendAsync(source, "v1.0", users.Keys, part => TakeAsync(services.Pages, source, reading, part, users[part.Address], cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task TakeAsync(PageReader pages, ListSource source, Reading<UserAuthenticationMethod> reading, PartAnswer part, string userId, CancellationToken cancellationToken)
    {
        if (part.Error?.Status == 404)
        {
            return;
        }

        try
        {
            await pages.ReadPartAsync(source, part, Definition.ReadItem, items => reading.Add(items.Select(m => m with { ParentId = userId })), cancellationToken).ConfigureAwait(false);
        }
        catch (ReadException exception) when (exception.Error is null or { IsTransient: true })
        {
            reading.Scope.Ledger.FailedRequest(exception.Error?.RequestId);
            reading.Miss($"methods of {userId}: {exception.Message}", 1);
        }
    }
}
