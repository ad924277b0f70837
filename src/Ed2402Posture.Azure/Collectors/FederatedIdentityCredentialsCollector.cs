using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Federated credentials of the applications behind privileged service principals, and of privileged managed identities of their own. A
/// subject that is a managed identity of this tenant is privileged in turn.</summary>
internal sealed class FederatedIdentityCredentialsCollector() : Collector<FederatedIdentityCredential>(Datasets.FederatedIdentityCredentials, static c => $"{c.ParentId}|{c.Id}"), IFollowsWorkloads
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => Following.WhatMakesWorkloadsPrivileged;

    public override CollectionCost Cost => CollectionCost.Directory(known => known.From(
        RestsOn,
        () => Reads.Rounds(known.Rounds.Workloads.SelectMany(round => (int[])[known.Rounds.Applications.Of(round).Count(), known.Rounds.Applications.UserAssigned(round).Count()])),
        () => Reads.Rounds([(int)known.Typical.Workloads, 1])));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<FederatedIdentityCredential> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, Following.WhatWorkloadsRestOn));

    protected override Task ReadAsync(CollectionContext context, Reading<FederatedIdentityCredential> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        var source = new ListSource(reading.Scope, services.Lanes.Directory, services.Graph);
        var applications = new ApplicationsOf(context);
        var principals = context.Items(Datasets.ServicePrincipals).Select(s => s.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return context.FollowWorkloadsAsync(
            this,
            async workloads =>
            {
                int before = reading.Items.Count;
                await Links.ReadAsync(services, reading, source, "v1.0", applications.Of(workloads), id => services.Graph.V1.Applications[id].FederatedIdentityCredentials.ToGetRequestInformation(), Definition.ReadItem, Of, cancellationToken).ConfigureAwait(false);
                await Links.ReadAsync(services, reading, source, "v1.0", applications.UserAssigned(workloads), id => services.Graph.V1.ServicePrincipals[id].FederatedIdentityCredentials.ToGetRequestInformation(), Definition.ReadItem, Of, cancellationToken).ConfigureAwait(false);
                context.Workloads.Add(reading.Items.Skip(before).Select(c => c.Subject).OfType<string>().Where(principals.Contains));
            },
            cancellationToken);
    }

    private static FederatedIdentityCredential Of(string parentId, FederatedIdentityCredential credential) => credential with { ParentId = parentId };
}
