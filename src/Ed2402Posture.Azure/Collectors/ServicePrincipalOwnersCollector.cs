using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Owners of privileged service principals.</summary>
internal sealed class ServicePrincipalOwnersCollector() : Collector<ObjectLink>(Datasets.ServicePrincipalOwners, static l => new(l.ParentId, l.Id)), IFollowsWorkloads
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => Following.WhatMakesWorkloadsPrivileged;

    public override CollectionCost Cost => CollectionCost.Directory(known => known.From(
        [.. RestsOn, Definition],
        () => Reads.Rounds(known.Rounds.Workloads.Select(round => round.Count)).Then(Reads.FurtherPages(Sizes.ByParent(known, Definition))),
        () => Reads.Rounds([(int)known.Typical.Workloads, 1])));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<ObjectLink> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, Following.WhatWorkloadsRestOn));

    protected override Task ReadAsync(CollectionContext context, Reading<ObjectLink> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        return context.FollowWorkloadsAsync(
            this,
            async workloads =>
            {
                int before = reading.Items.Count;
                await Links.ReadAsync(services, reading, workloads, id => services.Graph.V1.ServicePrincipals[id].Owners.ToGetRequestInformation(r =>
                {
                    r.QueryParameters.Select = ["id", "displayName"];
                    r.QueryParameters.Top = Limits.LargestPage;
                }), cancellationToken).ConfigureAwait(false);
                context.Workloads.Add(reading.Items.Skip(before).Where(l => l.ODataType == PrivilegedIds.ServicePrincipal).Select(l => l.Id));
            },
            cancellationToken);
    }
}
