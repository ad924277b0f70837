using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Last sign-ins of the privileged users, apart from the users: it needs a licence and has the quota of the reports, which counts
/// the parts of a batch one by one.</summary>
internal sealed class SignInActivityCollector() : Collector<UserSignInActivity>(Datasets.SignInActivity, static u => u.Id)
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => KnownUsers.Sooner;

    public override IReadOnlyList<DatasetDefinition> LaterNeeds => KnownUsers.Later;

    public override CollectionCost Cost => CollectionCost.Reports(known => Reads.Each(known.From(LaterNeeds, () => KnownUsers.Chunks(known, Limits.IdsInFilter).Count(), () => (known.Typical.Users + Limits.IdsInFilter - 1) / Limits.IdsInFilter)));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<UserSignInActivity> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, [Datasets.Users]));

    protected override Task ReadAsync(CollectionContext context, Reading<UserSignInActivity> reading, CancellationToken cancellationToken) =>
        KnownUsers.ReadAsync(context, static _ => true, Limits.IdsInFilter, ids => ReadAsync(context.Services, reading, ids, cancellationToken));

    private async Task ReadAsync(TenantServices services, Reading<UserSignInActivity> reading, string[] ids, CancellationToken cancellationToken)
    {
        Call call = await services.Graph.CallAsync(
            services.Graph.V1.Users.ToGetRequestInformation(r =>
            {
                r.QueryParameters.Filter = ByIds.Filter(ids);
                r.QueryParameters.Select = [.. Definition.PropertyNames];
            }),
            cancellationToken).ConfigureAwait(false);
        await services.Pages.ReadAllAsync(new ListSource(reading.Scope, services.Lanes.Reports, services.Graph), call, Definition.ReadItem, reading.Add, cancellationToken).ConfigureAwait(false);
    }
}
