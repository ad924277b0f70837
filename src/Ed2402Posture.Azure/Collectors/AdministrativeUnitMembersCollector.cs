using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Members of the administrative units in which somebody holds, or may activate, a role.</summary>
internal sealed class AdministrativeUnitMembersCollector() : Collector<ObjectLink>(Datasets.AdministrativeUnitMembers, static l => $"{l.ParentId}|{l.Id}")
{
    private const string Units = "/administrativeUnits/";

    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.RoleAssignments, Datasets.RoleAssignmentScheduleInstances, Datasets.RoleEligibilityScheduleInstances];

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<ObjectLink> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, Foundations.Roles));

    protected override Task ReadAsync(CollectionContext context, Reading<ObjectLink> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        IEnumerable<string> units = context.Items(Datasets.RoleAssignments).Select(a => a.DirectoryScopeId)
            .Concat(context.Items(Datasets.RoleAssignmentScheduleInstances).Select(a => a.DirectoryScopeId))
            .Concat(context.Items(Datasets.RoleEligibilityScheduleInstances).Select(a => a.DirectoryScopeId))
            .Where(s => s?.StartsWith(Units, StringComparison.OrdinalIgnoreCase) == true)
            .Select(s => s![Units.Length..])
            .Distinct(StringComparer.OrdinalIgnoreCase);
        return Links.ReadAsync(services, reading, units, id => services.Graph.V1.Directory.AdministrativeUnits[id].Members.ToGetRequestInformation(r =>
        {
            r.QueryParameters.Select = ["id", "displayName"];
            r.QueryParameters.Top = Limits.LargestPage;
        }), cancellationToken);
    }
}
