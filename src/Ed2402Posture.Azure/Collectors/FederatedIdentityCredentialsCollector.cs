using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Federated credentials of the applications behind privileged service principals, and of privileged managed identities of their own: a
/// subject that is a managed identity of this tenant is privileged in turn. Then those of all other applications that have any.</summary>
internal sealed class FederatedIdentityCredentialsCollector() : Collector<FederatedIdentityCredential>(Datasets.FederatedIdentityCredentials, static c => new(c.ParentId, c.Id)), IFollowsWorkloads
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => Following.WhatMakesWorkloadsPrivileged;

    public override CollectionCost Cost => CollectionCost.Directory(known => known.From(
        [.. RestsOn, Definition],
        () => Reads.Rounds(known.Rounds.Workloads.SelectMany(round => (int[])[known.Rounds.Applications.Of(round).Count(), known.Rounds.Applications.UserAssigned(round).Count()])).Then(Others(known)),
        () => Reads.Rounds([(int)known.Typical.Workloads, 1]).Then(Reads.One).Then(Reads.Batch(20))));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<FederatedIdentityCredential> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, Following.WhatWorkloadsRestOn));

    protected override async Task ReadAsync(CollectionContext context, Reading<FederatedIdentityCredential> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        var source = new ListSource(reading.Scope, services.Lanes.Directory, services.Graph);
        ApplicationsOf applications = context.Applications;
        var done = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await context.FollowWorkloadsAsync(
            this,
            async workloads =>
            {
                int before = reading.Items.Count;
                List<string> parents = [.. applications.Of(workloads)];
                done.UnionWith(parents);
                await ReadAsync(parents).ConfigureAwait(false);
                await Links.ReadAsync(services, reading, source, "beta", applications.UserAssigned(workloads), id => services.Graph.Beta.ServicePrincipals[id].FederatedIdentityCredentials.ToGetRequestInformation(), Definition.ReadItem, Of, cancellationToken).ConfigureAwait(false);
                context.Workloads.Add(reading.Items.Skip(before).Select(c => c.Subject).OfType<string>().Where(applications.IsServicePrincipal));
            },
            cancellationToken).ConfigureAwait(false);
        await ReadAsync((await FederatedApplications.IdsAsync(context, reading, cancellationToken).ConfigureAwait(false)).Where(id => !done.Contains(id))).ConfigureAwait(false);

        Task ReadAsync(IEnumerable<string> ids) => Links.ReadAsync(services, reading, source, "beta", ids, id => services.Graph.Beta.Applications[id].FederatedIdentityCredentials.ToGetRequestInformation(), Definition.ReadItem, Of, cancellationToken);
    }

    // What an earlier scan found stands for what there will be.
    private Reads Others(KnownTenant known)
    {
        var applications = known.Items(Datasets.Applications).Select(a => a.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        List<string> federated = [.. known.Items(Definition).Select(c => c.ParentId).Distinct(StringComparer.OrdinalIgnoreCase).Where(applications.Contains)];
        var followed = known.Rounds.Workloads.SelectMany(round => known.Rounds.Applications.Of(round)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Reads.Pages(federated.Count, Limits.LargestPage).Then(Reads.Batch(federated.Count(id => !followed.Contains(id))));
    }

    private static FederatedIdentityCredential Of(string parentId, FederatedIdentityCredential credential) => credential with { ParentId = parentId };
}
