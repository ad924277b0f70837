using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Decisions of the last run of each recurring review of directory roles: one list a run.</summary>
internal sealed class AccessReviewDecisionsCollector() : Collector<AccessReviewDecision>(Datasets.AccessReviewDecisions, static d => $"{d.ParentId}/{d.Id}")
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.AccessReviewInstances];

    public override CollectionCost Cost => new(static lanes => lanes.Pim, known => known.From(
        [.. RestsOn, Definition],
        () => Reads.Batch(ReviewRuns.Last(known.Items(Datasets.AccessReviewInstances)).Count()).Then(Reads.FurtherPages(known.Items(Definition).GroupBy(r => r.ParentId).Select(g => g.Count()), Limits.DefaultPage)),
        static () => Reads.Batch(TypicalTenant.RoleReviews)));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<AccessReviewDecision> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, RestsOn) ?? Foundations.Unlicensed(context, Datasets.AccessReviewInstances));

    protected override Task ReadAsync(CollectionContext context, Reading<AccessReviewDecision> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        Dictionary<string, AccessReviewInstance> runs = ReviewRuns.Last(context.Items(Datasets.AccessReviewInstances)).ToDictionary(ReviewRuns.Key, StringComparer.OrdinalIgnoreCase);
        RequestInformation Request(string key) => services.Graph.V1.IdentityGovernance.AccessReviews.Definitions[runs[key].ParentId].Instances[runs[key].Id].Decisions.ToGetRequestInformation(static r => r.QueryParameters.Top = Limits.DefaultPage);

        return Links.ReadAsync(
            services, reading, new ListSource(reading.Scope, services.Lanes.Pim, services.Graph), "v1.0", runs.Keys, Request, Definition.ReadItem, static (run, decision) => decision with { ParentId = run }, cancellationToken);
    }
}
