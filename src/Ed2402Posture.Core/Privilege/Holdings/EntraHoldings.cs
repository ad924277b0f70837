using Ed2402Posture.Core.Privilege.Paths;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege.Holdings;

/// <summary>Directory role assignments: the union of <c>roleAssignments</c> and what PIM knows. Neither list is whole alone: PIM lacks what was
/// assigned outside it, and <c>roleAssignments</c> lacks eligibility, start and end.</summary>
internal sealed class EntraHoldings(RoleCatalog roles, PrincipalTable principals, DateTimeOffset now)
{
    public IEnumerable<Holding> Read(Snapshot snapshot)
    {
        Dataset<RoleAssignmentScheduleInstance> pim = snapshot.Get(Datasets.RoleAssignmentScheduleInstances);
        List<RoleAssignmentScheduleInstance> instances = [.. pim.Items.Where(i => i.PrincipalId is not null && i.RoleDefinitionId is not null)];
        ILookup<string, RoleAssignmentScheduleInstance> byOrigin = instances.SelectMany(i => new[] { i.RoleAssignmentOriginId, i.Id }.OfType<string>().Distinct().Select(id => (id, i))).ToLookup(p => p.id, p => p.i, StringComparer.Ordinal);
        ILookup<string, RoleAssignmentScheduleInstance> byWhat = instances.ToLookup(i => What(i.PrincipalId!, i.RoleDefinitionId!, Scope(i.DirectoryScopeId, i.AppScopeId)), StringComparer.OrdinalIgnoreCase);
        var matched = new HashSet<RoleAssignmentScheduleInstance>(ReferenceEqualityComparer.Instance);

        foreach (RoleAssignment assignment in snapshot.Get(Datasets.RoleAssignments).Items.Where(a => a.PrincipalId is not null && a.RoleDefinitionId is not null))
        {
            string scope = Scope(assignment.DirectoryScopeId, assignment.AppScopeId);
            int principal = principals.AddAssignedFrom(assignment.PrincipalId!, assignment.PrincipalOrganizationId);
            RoleAtScope role = roles.Directory(assignment.RoleDefinitionId!, scope);
            List<RoleAssignmentScheduleInstance> matches = [.. byOrigin[assignment.Id]];
            if (matches.Count == 0)
            {
                matches = [.. byWhat[What(assignment.PrincipalId!, assignment.RoleDefinitionId!, scope)]];
            }

            if (matches.Count == 0)
            {
                yield return new Holding(principal, role) { AssignmentId = assignment.Id, ManagedByPim = pim.IsComplete ? false : null, Condition = assignment.Condition };
            }

            foreach (RoleAssignmentScheduleInstance instance in matches)
            {
                // An assignment that is in force is no less so because its instance was read a moment after its end.
                if (matched.Add(instance))
                {
                    yield return Active(principal, role, instance) with { AssignmentId = assignment.Id, Condition = assignment.Condition };
                }
            }
        }

        foreach (RoleAssignmentScheduleInstance instance in instances.Where(i => !matched.Contains(i) && !(i.EndDateTime <= now)))
        {
            yield return Active(principals.AddAssigned(instance.PrincipalId!), roles.Directory(instance.RoleDefinitionId!, Scope(instance.DirectoryScopeId, instance.AppScopeId)), instance) with { Inherited = IsInherited(instance.MemberType), NotYetStarted = instance.StartDateTime > now };
        }

        foreach (RoleEligibilityScheduleInstance instance in snapshot.Get(Datasets.RoleEligibilityScheduleInstances).Items.Where(i => i.PrincipalId is not null && i.RoleDefinitionId is not null && !(i.EndDateTime <= now)))
        {
            yield return new Holding(principals.AddAssigned(instance.PrincipalId!), roles.Directory(instance.RoleDefinitionId!, Scope(instance.DirectoryScopeId, instance.AppScopeId)))
            {
                AssignmentId = instance.Id, State = PathState.Eligible, Start = instance.StartDateTime, End = instance.EndDateTime, ManagedByPim = true, Inherited = IsInherited(instance.MemberType),
                NotYetStarted = instance.StartDateTime > now,
            };
        }
    }

    /// <summary>The scope of an assignment: <c>/</c> for the tenant. A directory scope and an application's own scope exclude each other.</summary>
    public static string Scope(string? directoryScopeId, string? appScopeId) =>
        directoryScopeId is not (null or "" or "/") ? directoryScopeId : appScopeId is not (null or "" or "/") ? appScopeId : "/";

    private static Holding Active(int principal, RoleAtScope role, RoleAssignmentScheduleInstance instance) => new(principal, role)
    {
        AssignmentId = instance.Id, State = string.Equals(instance.AssignmentType, "Activated", StringComparison.OrdinalIgnoreCase) ? PathState.Activated : PathState.Active,
        Start = instance.StartDateTime, End = instance.EndDateTime, ManagedByPim = true,
    };

    private static bool IsInherited(string? memberType) => string.Equals(memberType, "Group", StringComparison.OrdinalIgnoreCase) || string.Equals(memberType, "Inherited", StringComparison.OrdinalIgnoreCase);

    private static string What(string principal, string role, string scope) => $"{principal}|{role}|{scope}";
}
