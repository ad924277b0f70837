using Ed2402Posture.Azure.Collectors;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Planning;

/// <summary>Plans a scan of a tenant: takes what is known, asks for the little that decides most, guesses the rest.</summary>
internal sealed class PlanReader(TenantServices services)
{
    /// <summary>What a request to the services takes, latency and answer together: the figure of a plan, not of a measurement.</summary>
    private static readonly TimeSpan RoundTrip = TimeSpan.FromSeconds(0.1);

    /// <summary>Short lists by which the number of principals and of Azure's scopes is known.</summary>
    private static readonly DatasetDefinition[] Decisive = [Datasets.RoleAssignments, Datasets.RoleEligibilityScheduleInstances, Datasets.ManagementGroups, Datasets.AzureSubscriptions];

    /// <summary>Lists that grow with the tenant, of which Graph tells the number.</summary>
    private static readonly (DatasetDefinition Dataset, string Path)[] Counted = [(Datasets.ServicePrincipals, "/v1.0/servicePrincipals/$count"), (Datasets.Applications, "/v1.0/applications/$count")];

    /// <summary>Plans what these collectors would read.</summary>
    public async Task<ScanPlan> PlanAsync(IReadOnlyList<Collector> collectors, Snapshot? known, IScanObserver observer, CancellationToken cancellationToken)
    {
        var planned = collectors.Select(c => c.Dataset).ToHashSet();
        var held = new SnapshotBuilder(known);
        await new CollectionPlan(Decisive.Where(planned.Contains), held).RunAsync(services, held, observer, cancellationToken).ConfigureAwait(false);
        Snapshot snapshot = held.Build(known?.Info ?? new SnapshotInfo
        {
            TenantId = services.Identity.TenantId, Cloud = services.Identity.Environment.Name, CollectedAt = services.Sender.Time.GetUtcNow(), ModuleVersion = "",
        });
        var counts = new Dictionary<DatasetDefinition, long>();
        foreach ((DatasetDefinition dataset, string path) in Counted.Where(c => planned.Contains(c.Dataset) && !snapshot.Get(c.Dataset).IsComplete))
        {
            if (await CountAsync(dataset, path, observer, cancellationToken).ConfigureAwait(false) is { } number)
            {
                counts[dataset] = number;
            }
        }

        // The number of users decides only where very many are asked for: it is asked for when the plan wants it.
        long? users = null;
        bool wanted = false;
        ScanPlan plan = Plan();
        if (wanted && (users = await CountAsync(Datasets.Users, ObjectCount.Users, observer, cancellationToken).ConfigureAwait(false)) is not null)
        {
            plan = Plan();
        }

        return plan;

        ScanPlan Plan() => new ScanPlanner(services.Lanes, RoundTrip).Plan(collectors, services.Identity, () => new KnownTenant(snapshot, counts, services.Sender.Time.GetUtcNow(), Users));

        long? Users()
        {
            wanted = true;
            return users;
        }
    }

    private Task<long?> CountAsync(DatasetDefinition dataset, string path, IScanObserver observer, CancellationToken cancellationToken) =>
        ObjectCount.AskAsync(services.Pages, new ListSource(new RequestScope(dataset, observer), services.Lanes.Directory, services.Graph), path, cancellationToken);
}
