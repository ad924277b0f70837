using Ed2402Posture.Core.Privilege.Paths;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege.Holdings;

/// <summary>Azure role assignments from the root scope to single resources.</summary>
internal sealed class AzureHoldings(RoleCatalog roles, PrincipalTable principals)
{
    private const string UserAccessAdministrator = "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9";

    public IEnumerable<Holding> Read(Snapshot snapshot) =>
        snapshot.Get(Datasets.AzureRootRoleAssignments).Items.Concat(snapshot.Get(Datasets.AzureRoleAssignments).Items)
            .Where(a => a.Properties is { RoleDefinitionId: not null, PrincipalId: not null, Scope: not null })
            .DistinctBy(a => a.Id, StringComparer.OrdinalIgnoreCase)
            .Select(Read);

    private Holding Read(AzureRoleAssignment assignment)
    {
        AzureRoleAssignmentProperties properties = assignment.Properties!;
        RoleAtScope role = roles.Azure(properties.RoleDefinitionId!, properties.Scope!);
        PrincipalType? type = TypeOf(properties.PrincipalType);
        return new Holding(principals.AddAssigned(properties.PrincipalId!, type), role)
        {
            AssignmentId = assignment.Id, Start = properties.CreatedOn, Condition = properties.Condition,

            // What elevateAccess leaves behind; a group or workload at the root was assigned by hand.
            Kind = role.Scope == "/" && role.DefinitionId.Equals(UserAccessAdministrator, StringComparison.OrdinalIgnoreCase) && type is null or PrincipalType.User ? PathKind.ElevatedAccess : PathKind.Direct,
        };
    }

    private static PrincipalType? TypeOf(string? type) => type switch
    {
        "User" => PrincipalType.User,
        "Group" => PrincipalType.Group,
        "ServicePrincipal" => PrincipalType.ServicePrincipal,
        _ => null,
    };
}
