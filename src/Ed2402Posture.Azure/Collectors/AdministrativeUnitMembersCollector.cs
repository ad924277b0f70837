using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Members of the administrative units in which somebody holds, or may activate, a role.</summary>
internal sealed class AdministrativeUnitMembersCollector() : Collector<ObjectLink>(Datasets.AdministrativeUnitMembers, static l => new(l.ParentId, l.Id))
{
    private const string Prefix = "/administrativeUnits/";

    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.RoleAssignments, Datasets.RoleAssignmentScheduleInstances, Datasets.RoleEligibilityScheduleInstances];

    public override CollectionCost Cost => CollectionCost.Directory(known =>
        Reads.Batch(known.From(RestsOn, () => Units(known).Count(), () => 2)).Then(Reads.FurtherPages(Sizes.ByParent(known, Definition))));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<ObjectLink> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, Foundations.Roles));

    protected override Task ReadAsync(CollectionContext context, Reading<ObjectLink> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        return Links.ReadAsync(services, reading, Units(context), id => services.Graph.V1.Directory.AdministrativeUnits[id].Members.ToGetRequestInformation(r =>
        {
            r.QueryParameters.Select = ["id", "displayName"];
            r.QueryParameters.Top = Limits.LargestPage;
        }), cancellationToken);
    }

    private static IEnumerable<string> Units(IReadSoFar known) => known.Items(Datasets.RoleAssignments).Select(a => a.DirectoryScopeId)
        .Concat(known.Items(Datasets.RoleAssignmentScheduleInstances).Select(a => a.DirectoryScopeId))
        .Concat(known.Items(Datasets.RoleEligibilityScheduleInstances).Select(a => a.DirectoryScopeId))
        .Where(s => s?.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) == true)
        .Select(s => s![Prefix.Length..])
        .Distinct(StringComparer.OrdinalIgnoreCase);
}
