using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Last sign-ins of the privileged users, apart from the users: it needs a licence and has the quota of the reports, which counts
/// the parts of a batch one by one. Fifteen users a request, or the list of all users where that takes fewer. Who is not in the list has no row.</summary>
internal sealed class SignInActivityCollector() : Collector<UserSignInActivity>(Datasets.SignInActivity, static u => u.Id)
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => KnownUsers.Sooner;

    public override IReadOnlyList<DatasetDefinition> LaterNeeds => KnownUsers.Later;

    public override CollectionCost Cost => CollectionCost.Reports(known => known.From(
        LaterNeeds,
        () => KnownUsers.Requests(known, static _ => true, Limits.IdsInFilter, Limits.SmallSignInActivityPage),
        () => Reads.Each((known.Typical.Users + Limits.IdsInFilter - 1) / Limits.IdsInFilter)));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<UserSignInActivity> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, [Datasets.Users]));

    protected override async Task ReadAsync(CollectionContext context, Reading<UserSignInActivity> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        var source = new ListSource(reading.Scope, services.Lanes.Reports, services.Graph);
        Uri[] lists = [await AddressAsync(services, null, Limits.SignInActivityPage, cancellationToken).ConfigureAwait(false), await AddressAsync(services, null, Limits.SmallSignInActivityPage, cancellationToken).ConfigureAwait(false)];
        var list = WholeList.Of(services, reading, source, Limits.SmallSignInActivityPage, lists, static u => u.Id, static (user, id) => user with { Id = id }, cancellationToken);
        await KnownUsers.ReadAsync(context, static _ => true, Limits.IdsInFilter, ReadAsync, list).ConfigureAwait(false);

        async Task ReadAsync(string[] ids)
        {
            var call = Call.Get(await AddressAsync(services, ByIds.Filter(ids), null, cancellationToken).ConfigureAwait(false));
            await services.Pages.ReadAllAsync(source, call, Definition.ReadItem, reading.Add, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Uri> AddressAsync(TenantServices services, string? filter, int? top, CancellationToken cancellationToken) =>
        (await services.Graph.CallAsync(
            services.Graph.V1.Users.ToGetRequestInformation(r => (r.QueryParameters.Filter, r.QueryParameters.Top, r.QueryParameters.Select) = (filter, top, [.. Definition.PropertyNames])), cancellationToken).ConfigureAwait(false)).Address;
}
