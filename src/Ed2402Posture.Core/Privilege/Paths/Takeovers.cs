using Ed2402Posture.Core.Privilege.Holdings;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege.Paths;

/// <summary>Finds which roles take over which principals.</summary>
internal sealed class Takeovers
{
    private const string Units = "/administrativeUnits/";
    private readonly PrincipalTable principals;
    private readonly Protection protection;
    private readonly ILookup<string, string> unitMembers;
    private readonly HashSet<string> restrictedUnits;
    private readonly HierarchyOfScopes hierarchy;
    private readonly IReadOnlyList<Takeover>?[] over;
    private readonly List<Takeover> found = [];
    private IReadOnlyList<Takeover> latest = [];
    private readonly ILookup<string, (Takeover Takeover, AzureRating Azure)> overHosts;
    private readonly List<Takeover> overOthers;
    private readonly Lazy<ILookup<string, string>> instances;
    private readonly HostsOfIdentities hosts;

    public Takeovers(Snapshot snapshot, PrincipalTable principals, RoleCatalog roles, Protection protection)
    {
        this.principals = principals;
        over = new IReadOnlyList<Takeover>?[principals.Count];
        this.protection = protection;
        unitMembers = snapshot.Get(Datasets.AdministrativeUnitMembers).Items.ToLookup(l => l.ParentId, l => l.Id, StringComparer.OrdinalIgnoreCase);
        restrictedUnits = snapshot.Get(Datasets.AdministrativeUnits).Items.Where(u => u.IsMemberManagementRestricted == true).Select(u => u.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        hierarchy = new HierarchyOfScopes(snapshot);
        hosts = new HostsOfIdentities(snapshot);
        instances = new(() => WorkloadLinks.InstancesOf(snapshot, roles.All.Where(r => r.AddsCredentials && r.Scope != "/").Select(r => r.Scope.TrimStart('/'))));
        List<RoleAtScope> held = [.. roles.All.OrderBy(r => r.Index)];
        ByRole = [.. held.Select(r => (IReadOnlyList<Takeover>)[.. new[] { Of(r), OverGroups(r) }.OfType<Takeover>()])];
        All = [.. ByRole.SelectMany(t => t)];
        overHosts = held.SelectMany(r => ByRole[r.Index].Where(t => t.Kind == PathKind.ManagedIdentityHost).Select(t => (Role: r, Takeover: t)))
            .ToLookup(p => p.Role.Scope.Length == 1 ? p.Role.Scope : p.Role.Scope.TrimEnd('/'), p => (p.Takeover, p.Role.Azure!), StringComparer.OrdinalIgnoreCase);
        overOthers = [.. All.Where(t => t.Kind != PathKind.ManagedIdentityHost)];
    }

    /// <summary>The takeovers of each role, by its index.</summary>
    public IReadOnlyList<IReadOnlyList<Takeover>> ByRole { get; }
    /// <summary>Every takeover.</summary>
    public IReadOnlyList<Takeover> All { get; }

    /// <summary>The takeovers that reach a principal. Looked up once: roles in Azure are many, and few of them lie above one identity's hosts.</summary>
    public IReadOnlyList<Takeover> Over(int principal)
    {
        IReadOnlyList<Takeover>? known = over[principal];
        if (known is null)
        {
            found.Clear();
            found.AddRange(overOthers.Where(t => t.IsTarget(principal)));
            found.AddRange(OverHostsOf(principal).Distinct());

            // Those of many principals in a row are the same: members of one group.
            known = over[principal] = latest = found.SequenceEqual(latest) ? latest : [.. found];
        }

        return known;
    }

    private IEnumerable<Takeover> OverHostsOf(int principal) => principals[principal] is { Type: PrincipalType.ManagedIdentity, ServicePrincipal: { } identity }
        ? from host in hosts.Of(identity).Distinct(StringComparer.OrdinalIgnoreCase)
          let type = AzureScope.ResourceType(host)
          from scope in hierarchy.AtAndAbove(host)
          from role in overHosts[scope]
          where role.Azure.Power >= AzurePower.Full || role.Azure.Hosts.Contains(type, StringComparer.OrdinalIgnoreCase)
          select role.Takeover
        : [];

    private Takeover? Of(RoleAtScope role)
    {
        if (role.Azure is { Hosts.Count: > 0 })
        {
            return new Takeover(PathKind.ManagedIdentityHost, "may write the host of managed identity");
        }

        if (!role.IsDirectoryRole)
        {
            return null;
        }

        if (role.AddsCredentials)
        {
            return OverApplications(role);
        }

        // Who may reset anyone is as strong as anyone: nothing is gained by saying so of each.
        CredentialResetter? resetter = CredentialReset.Find(role.TemplateId);
        return resetter is null || (role.Scope == "/" && resetter.Anyone) ? null
            : role.Scope == "/" ? Resets(target => protection.MayReset(resetter, target))
            : role.Scope.StartsWith(Units, StringComparison.OrdinalIgnoreCase) ? InUnit(resetter, role.Scope[Units.Length..])
            : null;
    }

    private Takeover OverApplications(RoleAtScope role)
    {
        if (role.Scope == "/")
        {
            return AddsCredentials(target => principals[target].Type == PrincipalType.ServicePrincipal);
        }

        var owned = instances.Value[role.Scope.TrimStart('/')].ToHashSet(StringComparer.OrdinalIgnoreCase);
        return AddsCredentials(target => owned.Contains(principals[target].Id));
    }

    // In the tenant, in a unit, or of one group. Who may change the members may add himself, as an owner may.
    private Takeover? OverGroups(RoleAtScope role)
    {
        string? unit = role.Scope.StartsWith(Units, StringComparison.OrdinalIgnoreCase) ? role.Scope[Units.Length..] : null;
        HashSet<string>? members = unit is null ? null : unitMembers[unit].ToHashSet(StringComparer.OrdinalIgnoreCase);
        bool restricted = unit is not null && restrictedUnits.Contains(unit);
        return role.ChangesGroups == GroupReach.None ? null : new Takeover(PathKind.GroupOwner, "may add members to", target =>
            principals[target].Group is { } group && role.ChangesGroups.Reaches(group) && (restricted || group.IsManagementRestricted != true)
            && (role.Scope == "/" || members?.Contains(group.Id) == true || string.Equals(role.Scope, "/" + group.Id, StringComparison.OrdinalIgnoreCase)));
    }

    private Takeover InUnit(CredentialResetter resetter, string unit)
    {
        var members = unitMembers[unit].ToHashSet(StringComparer.OrdinalIgnoreCase);
        bool restricted = restrictedUnits.Contains(unit);
        return Resets(target => members.Contains(principals[target].Id) && protection.MayResetInUnit(resetter, target, restricted));
    }

    private Takeover Resets(Func<int, bool> isTarget) =>
        new(PathKind.CredentialReset, "may reset the credentials of", target => principals[target].Type is PrincipalType.User or PrincipalType.Guest && isTarget(target));

    private static Takeover AddsCredentials(Func<int, bool> isTarget) => new(PathKind.AppAdministrator, "may add credentials to", isTarget);
}
