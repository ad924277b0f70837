using Ed2402Posture.Core.Privilege.Holdings;
using Ed2402Posture.Core.Privilege.Paths;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Privilege;

/// <summary>What a collection has to follow further, as far as it has come: so that requests grow with privilege and not with the tenant.</summary>
public static class PrivilegeScope
{
    /// <summary>Groups that hold a directory role, or an Azure role of privilege. Every directory role counts: the settings may add any.</summary>
    public static IReadOnlySet<string> Groups(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        DateTimeOffset now = snapshot.Info.CollectedAt;
        var principals = new PrincipalTable();
        var roles = new RoleCatalog(snapshot, PostureSettings.Default);
        List<Holding> holdings = [.. new EntraHoldings(roles, principals, now).Read(snapshot), .. new AzureHoldings(roles, principals, now).Read(snapshot).Where(h => h.Role.Privileged)];
        principals.Resolve(snapshot);
        return holdings.Select(h => principals[h.Principal]).Where(p => p.Type is PrincipalType.Group or PrincipalType.Unknown).Select(p => p.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The privileged Azure roles that somebody holds, or may activate, at a management group or subscription.</summary>
    public static IReadOnlyCollection<(string Scope, string RoleDefinitionId)> AzureRoles(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var roles = new RoleCatalog(snapshot, PostureSettings.Default);
        return
        [
            .. new AzureHoldings(roles, new PrincipalTable(), snapshot.Info.CollectedAt).Read(snapshot)
                .Where(h => h.Role.Privileged && AzureScope.KindOf(h.Role.Scope) is AzureScopeKind.ManagementGroup or AzureScopeKind.Subscription)
                .Select(h => h.Role).DistinctBy(r => r.Index).Select(r => (r.Scope, r.DefinitionId)),
        ];
    }

    /// <summary>Service principals with a path to privilege, by what was read so far.</summary>
    public static IReadOnlySet<string> Workloads(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var search = new PrivilegeSearch(snapshot, PostureSettings.Default);
        return Enumerable.Range(0, search.Principals.Count).Where(n => search.Found[n] is not null).Select(n => search.Principals[n])
            .Where(p => p.Type is PrincipalType.ServicePrincipal or PrincipalType.ManagedIdentity or PrincipalType.AgentIdentity)
            .Select(p => p.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
