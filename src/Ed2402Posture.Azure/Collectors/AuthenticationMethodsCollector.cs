using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Registered methods of the privileged users of whom the report has no row, an old one, or one with a temporary access pass, of which
/// only the user's own list tells whether it is still usable. Microsoft asks not to read this list for all users.</summary>
internal sealed class AuthenticationMethodsCollector() : Collector<UserAuthenticationMethod>(Datasets.AuthenticationMethods, static m => new(m.ParentId, m.Id))
{
        public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.UserRegistrationDetails, Datasets.Users, .. new UsersCollector().RestsOn];

    public override CollectionCost Cost => CollectionCost.Directory(known => Reads.Batch(known.From(RestsOn, () => Asked(known, known.Now).Count(), () => known.Typical.Users / 10)));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<UserAuthenticationMethod> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, [Datasets.Users]));

    protected override async Task ReadAsync(CollectionContext context, Reading<UserAuthenticationMethod> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        var users = new Dictionary<Uri, string>();
        foreach (string id in Asked(context, services.Sender.Time.GetUtcNow()))
        {
            users[(await services.Graph.CallAsync(services.Graph.V1.Users[id].Authentication.Methods.ToGetRequestInformation(), cancellationToken).ConfigureAwait(false)).Address] = id;
        }

        var source = new ListSource(reading.Scope, services.Lanes.Directory, services.Graph);
        await services.Batches.SendAsync(source, "v1.0", users.Keys, part => TakeAsync(services.Pages, source, reading, part, users[part.Address], cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<string> Asked(IReadSoFar known, DateTimeOffset now)
    {
        DateTimeOffset oldest = now.AddDays(-AuthenticationAnalysis.MaximumReportAgeDays);
        var sound = new HashSet<string>(
            known.Items(Datasets.UserRegistrationDetails).Where(r => r.LastUpdatedDateTime >= oldest && r.MethodsRegistered?.Contains("temporaryAccessPass") != true).Select(r => r.Id),
            StringComparer.OrdinalIgnoreCase);
        return KnownUsers.Ids(known).Where(id => !sound.Contains(id));
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
