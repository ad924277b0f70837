using Ed2402Posture.Core.Privilege.Paths;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege.Holdings;

/// <summary>Permissions to Microsoft Graph and other resources in use: an application's own, and those delegated to it for all users. They are matched
/// by value name, since app role ids differ between clouds.</summary>
internal sealed class PermissionHoldings(RoleCatalog roles, PrincipalTable principals)
{
    public IEnumerable<Holding> Read(Snapshot snapshot)
    {
        Dictionary<string, Resource> resources = snapshot.Get(Datasets.ResourceServicePrincipals).Items
            .DistinctBy(r => r.Id, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(r => r.Id, r => new Resource(r), StringComparer.OrdinalIgnoreCase);
        return Application(snapshot, resources).Concat(Delegated(snapshot, resources)).Where(h => h.Role.Privileged);
    }

    private IEnumerable<Holding> Application(Snapshot snapshot, Dictionary<string, Resource> resources)
    {
        foreach (AppRoleAssignment grant in snapshot.Get(Datasets.AppRoleAssignments).Items)
        {
            if (grant is not { PrincipalId: not null, AppRoleId: not null } || grant.PrincipalType is not (null or "ServicePrincipal"))
            {
                continue;
            }

            Resource? resource = grant.ResourceId is null ? null : resources.GetValueOrDefault(grant.ResourceId);
            if ((resource?.Values.GetValueOrDefault(grant.AppRoleId) ?? ApplicationPermissions.ValueOf(grant.AppRoleId)) is not { } value)
            {
                continue;
            }

            // A resource that was not read is judged as Microsoft Graph, from which a known id most likely comes.
            RoleAtScope role = roles.Permission(resource?.AppId ?? GraphPermissions.MicrosoftGraphAppId, resource?.Name ?? grant.ResourceDisplayName ?? "unknown resource", value, delegated: false);
            if (role.Privileged)
            {
                yield return new Holding(principals.Add(grant.PrincipalId, PrincipalType.ServicePrincipal, grant.PrincipalDisplayName), role)
                {
                    AssignmentId = grant.Id, Kind = PathKind.AppPermission, Start = grant.CreatedDateTime,
                };
            }
        }
    }

    private IEnumerable<Holding> Delegated(Snapshot snapshot, Dictionary<string, Resource> resources)
    {
        List<PermissionGrant> grants = [.. snapshot.Get(Datasets.PermissionGrants).Items.Where(g => g is { ClientId: not null, ResourceId: not null, Scope: not null } && string.Equals(g.ConsentType, "AllPrincipals", StringComparison.OrdinalIgnoreCase))];
        var others = grants.Select(g => g.ResourceId!).Where(id => !resources.ContainsKey(id)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (ServicePrincipal principal in others.Count == 0 ? [] : snapshot.Get(Datasets.ServicePrincipals).Items.Where(s => others.Contains(s.Id)))
        {
            resources.TryAdd(principal.Id, new Resource(new ResourceServicePrincipal { Id = principal.Id, AppId = principal.AppId, DisplayName = principal.DisplayName }));
        }

        foreach (PermissionGrant grant in grants)
        {
            Resource? resource = resources.GetValueOrDefault(grant.ResourceId!);
            foreach (string scope in grant.Scope!.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                RoleAtScope role = roles.Permission(resource?.AppId ?? GraphPermissions.MicrosoftGraphAppId, resource?.Name ?? "unknown resource", scope, delegated: true);
                if (role.Privileged)
                {
                    yield return new Holding(principals.Add(grant.ClientId!, PrincipalType.ServicePrincipal), role) { AssignmentId = grant.Id, Kind = PathKind.DelegatedPermission };
                }
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
