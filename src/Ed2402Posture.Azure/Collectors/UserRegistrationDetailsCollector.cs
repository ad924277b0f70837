using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Registered methods: the report's administrators as a list, then one by one the privileged users that the report does not
/// count as administrators; the whole report where that takes fewer requests. A user without a row has none here: the report lags, and leaves some accounts out.</summary>
internal sealed class UserRegistrationDetailsCollector() : Collector<UserRegistrationDetails>(Datasets.UserRegistrationDetails, static u => u.Id)
{
    public override IReadOnlyList<DatasetDefinition> LaterNeeds => [.. KnownUsers.Sooner, .. KnownUsers.Later];

    public override CollectionCost Cost => CollectionCost.Reports(known => known.From(
        [.. LaterNeeds, Definition],
        () => Known(known),
        () => Reads.Pages(known.Typical.Users).Then(Reads.Each(known.Typical.Users / 10))));

    private static Reads Known(KnownTenant known)
    {
        HashSet<string> listed = Listed(known);
        return Reads.Pages(listed.Count).Then(KnownUsers.Requests(known, id => !listed.Contains(id), 1, Limits.DefaultPage));
    }

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<UserRegistrationDetails> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, [Datasets.Users]));

    protected override async Task ReadAsync(CollectionContext context, Reading<UserRegistrationDetails> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        var source = new ListSource(reading.Scope, services.Lanes.Reports, services.Graph);
        Call call = await services.Graph.CallAsync(
            services.Graph.V1.Reports.AuthenticationMethods.UserRegistrationDetails.ToGetRequestInformation(r => r.QueryParameters.Filter = "isAdmin eq true"), cancellationToken).ConfigureAwait(false);
        await services.Pages.ReadAllAsync(source, call, Definition.ReadItem, reading.Add, cancellationToken).ConfigureAwait(false);
        var listed = new HashSet<string>(reading.Items.Select(u => u.Id), StringComparer.OrdinalIgnoreCase);
        await context.WhenReadAsync(Datasets.Principals).ConfigureAwait(false);
        Call whole = await services.Graph.CallAsync(services.Graph.V1.Reports.AuthenticationMethods.UserRegistrationDetails.ToGetRequestInformation(), cancellationToken).ConfigureAwait(false);
        var list = WholeList.Of(services, reading, source, Limits.DefaultPage, [whole.Address], static u => u.Id, static (user, id) => user with { Id = id }, cancellationToken);
        await KnownUsers.ReadAsync(context, id => !listed.Contains(id), 1, ids => ReadOneAsync(services, reading, ids[0], cancellationToken), list).ConfigureAwait(false);
    }

    private static HashSet<string> Listed(KnownTenant known) => known.Items(Datasets.UserRegistrationDetails).Where(r => r.IsAdmin == true).Select(r => r.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private async Task ReadOneAsync(TenantServices services, Reading<UserRegistrationDetails> reading, string id, CancellationToken cancellationToken)
    {
        try
        {
            Call call = await services.Graph.CallAsync(services.Graph.V1.Reports.AuthenticationMethods.UserRegistrationDetails[id].ToGetRequestInformation(), cancellationToken).ConfigureAwait(false);
            reading.Add([await services.Pages.ReadOneAsync(new ListSource(reading.Scope, services.Lanes.Reports, services.Graph), call, Definition.ReadItem, cancellationToken).ConfigureAwait(false)]);
        }
        catch (ReadException exception) when (exception.Error?.Status == 404)
        {
            // No row for this user.
        }
        catch (ReadException exception) when (exception.Error is null or { IsTransient: true })
        {
            reading.Miss($"user {id}: {exception.Message}", 1);
        }
    }
}
