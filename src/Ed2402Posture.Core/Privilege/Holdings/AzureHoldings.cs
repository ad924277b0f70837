using Ed2402Posture.Core.Privilege.Paths;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege.Holdings;

/// <summary>Azure role assignments from the root scope to single resources: the union of the active ones and what PIM knows.</summary>
internal sealed class AzureHoldings(RoleCatalog roles, PrincipalTable principals, DateTimeOffset now)
{
    private const string UserAccessAdministrator = "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9";

    public IEnumerable<Holding> Read(Snapshot snapshot)
    {
        List<AzureScheduleInstance> instances = Instances(snapshot.Get(Datasets.AzureRoleAssignmentScheduleInstances));
        ILookup<string, AzureScheduleInstance> byOrigin = instances.Where(i => i.Properties!.OriginRoleAssignmentId is not null).ToLookup(i => i.Properties!.OriginRoleAssignmentId!, StringComparer.OrdinalIgnoreCase);
        ILookup<string, AzureScheduleInstance> byWhat = instances.ToLookup(i => What(i.Properties!.PrincipalId!, i.Properties.RoleDefinitionId!, i.Properties.Scope!), StringComparer.OrdinalIgnoreCase);
        var matched = new HashSet<AzureScheduleInstance>(ReferenceEqualityComparer.Instance);

        foreach (AzureRoleAssignment assignment in Assignments(snapshot))
        {
            AzureRoleAssignmentProperties properties = assignment.Properties!;
            Holding holding = Hold(assignment.Id, properties.PrincipalId!, properties.PrincipalType, properties.RoleDefinitionId!, properties.Scope!) with { Start = properties.CreatedOn, Condition = properties.Condition };
            List<AzureScheduleInstance> matches = [.. byOrigin[assignment.Id]];
            if (matches.Count == 0)
            {
                matches = [.. byWhat[What(properties.PrincipalId!, properties.RoleDefinitionId!, properties.Scope!)].Where(i => i.Properties!.OriginRoleAssignmentId is null)];
            }

            if (matches.Count == 0)
            {
                yield return holding;
            }

            foreach (AzureScheduleInstance instance in matches.Where(matched.Add))
            {
                yield return holding with { State = State(instance), Start = instance.Properties!.StartDateTime ?? properties.CreatedOn, End = instance.Properties.EndDateTime, ManagedByPim = true };
            }
        }

        foreach (AzureScheduleInstance instance in instances.Where(i => !matched.Contains(i) && !(i.Properties!.EndDateTime <= now)))
        {
            yield return FromPim(instance, State(instance));
        }

        foreach (AzureScheduleInstance instance in Instances(snapshot.Get(Datasets.AzureRoleEligibilityScheduleInstances)).Where(i => !(i.Properties!.EndDateTime <= now)))
        {
            yield return FromPim(instance, PathState.Eligible);
        }
    }

    private static IEnumerable<AzureRoleAssignment> Assignments(Snapshot snapshot) =>
        snapshot.Get(Datasets.AzureRootRoleAssignments).Items.Concat(snapshot.Get(Datasets.AzureRoleAssignments).Items)
            .Where(a => a.Properties is { RoleDefinitionId: not null, PrincipalId: not null, Scope: not null })
            .DistinctBy(a => a.Id, StringComparer.OrdinalIgnoreCase);

    // A scope's list repeats what is inherited from above: the same instance has the same id, or says the same.
    private static List<AzureScheduleInstance> Instances(Dataset<AzureScheduleInstance> dataset) =>
    [
        .. dataset.Items.Where(i => i.Properties is { RoleDefinitionId: not null, PrincipalId: not null, Scope: not null }).DistinctBy(i => i.Id, StringComparer.OrdinalIgnoreCase),
    ];

    private Holding FromPim(AzureScheduleInstance instance, PathState state)
    {
        AzureScheduleInstanceProperties properties = instance.Properties!;
        return Hold(instance.Id, properties.PrincipalId!, properties.PrincipalType, properties.RoleDefinitionId!, properties.Scope!) with
        {
            State = state, Start = properties.StartDateTime, End = properties.EndDateTime, Condition = properties.Condition, ManagedByPim = true,
            Inherited = string.Equals(properties.MemberType, "Group", StringComparison.OrdinalIgnoreCase), NotYetStarted = properties.StartDateTime > now,
        };
    }

    private Holding Hold(string id, string principalId, string? principalType, string roleDefinitionId, string scope)
    {
        PrincipalType? type = TypeOf(principalType);
        RoleAtScope role = roles.Azure(roleDefinitionId, scope);
        return new Holding(principals.AddAssigned(principalId, type), role)
        {
            AssignmentId = id,

            // What elevateAccess leaves behind; a group or workload at the root was assigned by hand.
            Kind = role.Scope == "/" && role.DefinitionId.Equals(UserAccessAdministrator, StringComparison.OrdinalIgnoreCase) && type is null or PrincipalType.User ? PathKind.ElevatedAccess : PathKind.Direct,
        };
    }

    private static PathState State(AzureScheduleInstance instance) =>
        string.Equals(instance.Properties!.AssignmentType, "Activated", StringComparison.OrdinalIgnoreCase) ? PathState.Activated : PathState.Active;

    private static string What(string principal, string role, string scope) => $"{principal}|{AzureScope.LastSegment(role)}|{scope.TrimEnd('/')}";

    private static PrincipalType? TypeOf(string? type) => type switch
    {
        "User" => PrincipalType.User,
        "Group" => PrincipalType.Group,
        "ServicePrincipal" => PrincipalType.ServicePrincipal,
        _ => null,
    };
}
