using Ed2402Posture.Core.Privilege.Paths;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege.Holdings;

/// <summary>Application permissions in use, matched by value name: app role ids differ between clouds.</summary>
internal sealed class PermissionHoldings(RoleCatalog roles, PrincipalTable principals)
{
    public IEnumerable<Holding> Read(Snapshot snapshot)
    {
        Dictionary<string, Resource> resources = snapshot.Get(Datasets.ResourceServicePrincipals).Items
            .DistinctBy(r => r.Id, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(r => r.Id, r => new Resource(r), StringComparer.OrdinalIgnoreCase);
        foreach (AppRoleAssignment grant in snapshot.Get(Datasets.AppRoleAssignments).Items)
        {
            if (grant is not { PrincipalId: not null, AppRoleId: not null } || grant.PrincipalType is not (null or "ServicePrincipal"))
            {
                continue;
            }

            Resource? resource = grant.ResourceId is null ? null : resources.GetValueOrDefault(grant.ResourceId);
            string? value = resource?.Values.GetValueOrDefault(grant.AppRoleId) ?? ApplicationPermissions.ValueOf(grant.AppRoleId);
            if (value is null)
            {
                continue;
            }

            // A resource that was not read is judged as Microsoft Graph, from which a known id most likely comes.
            RoleAtScope role = roles.Permission(resource?.AppId ?? GraphPermissions.MicrosoftGraphAppId, resource?.Name ?? grant.ResourceDisplayName ?? "unknown resource", value);
            if (role.Privileged)
            {
                yield return new Holding(principals.Add(grant.PrincipalId, PrincipalType.ServicePrincipal, grant.PrincipalDisplayName), role)
                {
                    AssignmentId = grant.Id, Kind = PathKind.AppPermission, Start = grant.CreatedDateTime,
                };
            }
        }
    }

    private sealed class Resource(ResourceServicePrincipal principal)
    {
        public string? AppId { get; } = principal.AppId;
        public string Name { get; } = principal.DisplayName ?? principal.AppId ?? principal.Id;
        public Dictionary<string, string> Values { get; } = (principal.AppRoles ?? [])
            .Where(r => r is { Id: not null, Value: not null })
            .DistinctBy(r => r.Id, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(r => r.Id!, r => r.Value!, StringComparer.OrdinalIgnoreCase);
    }
}
