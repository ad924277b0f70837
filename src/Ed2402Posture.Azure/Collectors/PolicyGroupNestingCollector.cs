using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Groups nested in the groups that policies name, level by level. The cast leaves the other members out: such a group may be the
/// whole organisation.</summary>
internal sealed class PolicyGroupNestingCollector() : Collector<ObjectLink>(Datasets.PolicyGroupNesting, static l => new(l.ParentId, l.Id))
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => PolicyGroupIds.Sources;

    public override CollectionCost Cost => CollectionCost.Directory(
        known => known.From(
            [.. RestsOn, Definition],
            () => Reads.Rounds(known.Rounds.PolicyGroups.Select(level => level.Count)).Then(Reads.FurtherPages(Sizes.ByParent(known, Definition))),
            () => Reads.Rounds([(int)TypicalTenant.PolicyGroups, 2])),
        GroupLinks.Cost);

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<ObjectLink> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, RestsOn));

    protected override async Task ReadAsync(CollectionContext context, Reading<ObjectLink> reading, CancellationToken cancellationToken)
    {
        RequestInformation Request(string id) => context.Services.Graph.V1.Groups[id].Members.GraphGroup.ToGetRequestInformation(r =>
        {
            r.QueryParameters.Count = true;
            r.QueryParameters.Select = ["id", "displayName"];
            r.QueryParameters.Top = Limits.LargestPage;
        });

        IReadOnlyList<string> level = PolicyGroupIds.Named(context);
        var known = new HashSet<string>(level, StringComparer.OrdinalIgnoreCase);
        while (level.Count > 0)
        {
            int before = reading.Items.Count;
            await GroupLinks.ReadAsync(context.Services, reading, level, Request, cancellationToken, "v1.0").ConfigureAwait(false);
            level = [.. reading.Items.Skip(before).Where(l => known.Add(l.Id)).Select(l => l.Id)];
        }
    }
}
