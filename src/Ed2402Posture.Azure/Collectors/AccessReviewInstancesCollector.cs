using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Runs of the recurring reviews of directory roles: one list a review.</summary>
internal sealed class AccessReviewInstancesCollector() : Collector<AccessReviewInstance>(Datasets.AccessReviewInstances, static r => ReviewRuns.Key(r))
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.AccessReviewDefinitions];

    public override CollectionCost Cost => new(static lanes => lanes.Pim, known => known.From(
        [.. RestsOn, Definition],
        () => Reads.Batch(ReviewRuns.OfRoles(known.Items(Datasets.AccessReviewDefinitions)).Count()).Then(Reads.FurtherPages(known.Items(Definition).GroupBy(r => r.ParentId).Select(g => g.Count()), Limits.DefaultPage)),
        static () => Reads.Batch(TypicalTenant.RoleReviews)));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<AccessReviewInstance> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, RestsOn) ?? Foundations.Unlicensed(context, Datasets.AccessReviewDefinitions));

    protected override Task ReadAsync(CollectionContext context, Reading<AccessReviewInstance> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        return Links.ReadAsync(
            services,
            reading,
            new ListSource(reading.Scope, services.Lanes.Pim, services.Graph),
            "v1.0",
            ReviewRuns.OfRoles(context.Items(Datasets.AccessReviewDefinitions)),
            id => services.Graph.V1.IdentityGovernance.AccessReviews.Definitions[id].Instances.ToGetRequestInformation(static r => r.QueryParameters.Top = Limits.DefaultPage),
            Definition.ReadItem,
            static (review, run) => run with { ParentId = review },
            cancellationToken);
    }
}
