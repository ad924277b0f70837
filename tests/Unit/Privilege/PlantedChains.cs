using Ed2402Posture.Core.Privilege;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Privilege;

/// <summary>A tenant of chains: each begins with a holder of privilege, and each link is planted on the last one made. Takeovers reach the one principal that
/// they are planted on, so that chains do not touch: resets in a unit of one member, administrators of one application, writers of one machine.</summary>
internal sealed class PlantedChains
{
    private const string Permission = "RoleManagement.ReadWrite.Directory", Security = "Security Administrator";
    private readonly Random random;

    public PlantedChains(int seed)
    {
        random = new Random(seed);
        int count = random.Next(1, 5);
        for (int chain = 0; chain < count; chain++)
        {
            Plant($"c{chain}");
        }

        Bystanders();
    }

    private enum Shape
    {
        Group,
        Application,
        Identity,
        Person,
        Partner,
    }

    /// <summary>A link of a chain: what it is, how long its ways to each tier are, and whether anyone but the strongest may reset it.</summary>
    private sealed record Link(string Id, Shape Shape, bool Resettable, Dictionary<int, int> Lengths)
    {
        /// <summary>The takeover by which alone it reaches anything: whoever leads to it comes to it by that, too.</summary>
        public PathKind? Only { get; init; }
    }

    public TenantBuilder Tenant { get; } = new();
    /// <summary>The length of the shortest way to each tier that an account was planted to reach, by its id; the strongest tier counts.</summary>
    public Dictionary<string, IReadOnlyDictionary<int, int>> Lengths { get; } = new(StringComparer.OrdinalIgnoreCase);
    public Dictionary<string, PathKind> Kinds { get; } = new(StringComparer.OrdinalIgnoreCase);

    private void Plant(string chain)
    {
        Link link = Holder(chain);
        int links = random.Next(link.Shape == Shape.Group ? 1 : 0, 5);
        for (int number = 1; number <= links; number++)
        {
            string name = $"{chain}-{number}";
            Link? next = link.Shape switch
            {
                Shape.Group => OverGroup(link, name, last: number == links),
                Shape.Application => OverApplication(link, name),
                Shape.Identity => OverIdentity(link, name),
                Shape.Person when link.Resettable => Reset(link, name),
                _ => null,
            };
            if (next is null)
            {
                return;
            }

            link = next;
        }
    }

    private Link Holder(string chain)
    {
        switch (random.Next(11))
        {
            case 0:
                string group = Tenant.Group(chain);
                _ = random.Next(2) == 0 ? Tenant.Assign(Security, group) : Tenant.Eligible(Security, group);
                return new Link(group, Shape.Group, false, One(Tier(Security)));
            case 1:
                string owners = Tenant.Group(chain, roleAssignable: false);
                string subscription = Tenant.Subscription(chain);
                _ = random.Next(2) == 0 ? Tenant.AssignAzure("Owner", owners, subscription) : Tenant.EligibleAzure("Owner", owners, subscription);
                return new Link(owners, Shape.Group, true, One(1));
            case 2:
                string granted = Tenant.Application(chain);
                Tenant.Grant(granted, Permission);
                return Found(granted, Shape.Application, true, PathKind.AppPermission, One(0));
            case 3:
                string delegated = Tenant.Application(chain);
                Tenant.Delegate(delegated, "User.Read Application.ReadWrite.All");
                return Found(delegated, Shape.Application, true, PathKind.DelegatedPermission, One(0));
            case 4:
                string assigned = Tenant.Application(chain);
                Tenant.Assign(Security, assigned);
                return Found(assigned, Shape.Application, true, PathKind.Direct, One(Tier(Security)));
            case 5:
                string elevated = Tenant.User(chain);
                Tenant.AssignAzure("User Access Administrator", elevated, "/");
                return Found(elevated, Shape.Person, true, PathKind.ElevatedAccess, One(0));
            case 6:
                string classic = Tenant.User(chain);
                Tenant.ClassicAdministrator(Tenant.Subscription(chain), $"{chain}@{Tenant.Domain}");
                return Found(classic, Shape.Person, true, PathKind.ClassicAdministrator, One(1));
            case 7:
                return Found(Tenant.Partner(chain, [Security]), Shape.Partner, false, PathKind.Partner, One(Tier(Security)));
            case 8:
                string agents = Tenant.PartnerGroup(chain, "Fabrikam");
                Tenant.Assign(Security, agents);
                return Found(agents, Shape.Partner, false, PathKind.Direct, One(Tier(Security)));
            case 9:
                string identity = Identity(chain);
                Tenant.Grant(identity, Permission);
                return Found(identity, Shape.Identity, true, PathKind.AppPermission, One(0));
            default:
                string eligible = Tenant.User(chain);
                Tenant.Eligible(Security, eligible);
                return Found(eligible, Shape.Person, true, PathKind.Direct, One(Tier(Security)));
        }
    }

    private Link OverGroup(Link group, string name, bool last)
    {
        bool nest = !last && random.Next(2) == 0;
        if (!nest && random.Next(4) == 0 && Tenant.Groups.Find(g => g.Id == group.Id)!.IsAssignableToRole != true)
        {
            return Administrator(group, name);
        }

        Shape shape = nest ? Shape.Group : random.Next(2) == 0 ? Shape.Person : Shape.Application;
        string next = shape switch { Shape.Group => Tenant.Group(name, roleAssignable: false), Shape.Person => Tenant.User(name), _ => Tenant.Application(name) };
        PathKind kind;
        switch (random.Next(nest ? 2 : 6))
        {
            case 0:
                Tenant.Member(group.Id, next);
                kind = PathKind.GroupMember;
                break;
            case 1:
                Tenant.EligibleInGroup(group.Id, next);
                kind = PathKind.PimGroupMember;
                break;
            case 2:
                Tenant.Owner(group.Id, next);
                kind = PathKind.GroupOwner;
                break;
            case 3:
                Tenant.EligibleInGroup(group.Id, next, owner: true);
                kind = PathKind.PimGroupOwner;
                break;
            case 4:
                Tenant.ActiveInGroup(group.Id, next, owner: true, activated: true, start: TenantBuilder.Now.AddHours(-1), end: TenantBuilder.Now.AddHours(2));
                kind = PathKind.PimGroupOwner;
                break;
            default:
                Tenant.ActiveInGroup(group.Id, next, activated: true, start: TenantBuilder.Now.AddHours(-1), end: TenantBuilder.Now.AddHours(2));
                kind = PathKind.PimGroupMember;
                break;
        }

        Dictionary<int, int> lengths = Longer(group.Lengths);
        return nest ? new Link(next, shape, group.Resettable, lengths) : Found(next, shape, group.Resettable || shape == Shape.Application, kind, lengths);
    }

    // Half of them hold a role of privilege, half one that is none without a group to take over.
    private Link Administrator(Link group, string name)
    {
        string administrator = Holder(name, out Shape shape), unit = Tenant.AdministrativeUnit(name, restricted: random.Next(2) == 0, group.Id);
        string role = random.Next(2) == 0 ? "Groups Administrator" : "Knowledge Administrator";
        _ = random.Next(2) == 0 ? Tenant.Assign(role, administrator, "/administrativeUnits/" + unit) : Tenant.Eligible(role, administrator, "/administrativeUnits/" + unit);
        bool privileged = Tier(role) < Tiers.Other;
        return TakeOver(administrator, shape, group, PathKind.GroupOwner, Scoped(role), resettable: false, alone: privileged) with { Only = privileged ? null : PathKind.GroupOwner };
    }

    private Link OverApplication(Link workload, string name)
    {
        switch (random.Next(4))
        {
            case 0:
                return Owner(workload, name, owner => Tenant.ApplicationOwner(workload.Id, owner));
            case 1:
                return Owner(workload, name, owner => Tenant.ServicePrincipalOwner(workload.Id, owner));
            case 2:
                string identity = Identity(name);
                Tenant.Federate(workload.Id, identity, $"https://login.microsoftonline.com/{Tenant.TenantId}/v2.0");
                return Found(identity, Shape.Identity, true, workload.Only ?? PathKind.FederatedCredential, Longer(workload.Lengths)) with { Only = workload.Only };
            default:
                string appId = Tenant.ServicePrincipals.Find(s => s.Id == workload.Id)!.AppId!;
                string role = random.Next(2) == 0 ? "Application Administrator" : "Cloud Application Administrator";
                string administrator = Holder(name, out Shape shape);
                string scope = "/" + Tenant.Applications.Find(a => a.AppId == appId)!.Id;
                _ = random.Next(2) == 0 ? Tenant.Assign(role, administrator, scope) : Tenant.Eligible(role, administrator, scope);
                return TakeOver(administrator, shape, workload, PathKind.AppAdministrator, Scoped(role), resettable: false);
        }
    }

    private Link OverIdentity(Link identity, string name)
    {
        if (random.Next(3) == 0)
        {
            return Owner(identity, name, owner => Tenant.ServicePrincipalOwner(identity.Id, owner));
        }

        // They may write a machine that carries the identity, the cluster whose nodes carry it, or the identity itself.
        string subscription = $"/subscriptions/{TenantBuilder.Id("hosts:" + name)}", group = $"{subscription}/resourceGroups/{name}";
        int host = random.Next(3);
        if (host == 0)
        {
            Tenant.Host($"{group}/providers/Microsoft.Compute/virtualMachines/vm", [identity.Id]);
        }
        else if (host == 1)
        {
            Tenant.Cluster($"{group}/providers/Microsoft.ContainerService/managedClusters/web", $"MC_{name}");
            Tenant.Host($"{subscription}/resourceGroups/mc_{name}/providers/Microsoft.Compute/virtualMachineScaleSets/pool", [identity.Id]);
        }

        string writer = Holder(name, out Shape shape);
        string scope = host < 2 ? group : Tenant.ServicePrincipals.Find(s => s.Id == identity.Id)!.AlternativeNames![1];
        string role = host == 0 ? "Virtual Machine Contributor" : "Contributor";
        _ = random.Next(2) == 0 ? Tenant.AssignAzure(role, writer, scope) : Tenant.EligibleAzure(role, writer, scope);
        return TakeOver(writer, shape, identity, PathKind.ManagedIdentityHost, Tiers.Other, resettable: true);
    }

    private Link Reset(Link person, string name)
    {
        string resetter = Holder(name, out Shape shape), unit = Tenant.AdministrativeUnit(name, restricted: random.Next(2) == 0, person.Id);
        string role = random.Next(2) == 0 ? "Helpdesk Administrator" : "Password Administrator";
        _ = random.Next(2) == 0 ? Tenant.Assign(role, resetter, "/administrativeUnits/" + unit) : Tenant.Eligible(role, resetter, "/administrativeUnits/" + unit);
        return TakeOver(resetter, shape, person, PathKind.CredentialReset, Scoped(role), resettable: false);
    }

    private string Holder(string name, out Shape shape)
    {
        shape = random.Next(2) == 0 ? Shape.Person : Shape.Application;
        return shape == Shape.Person ? Tenant.User(name) : Tenant.Application(name);
    }

    private Link Owner(Link workload, string name, Action<string> own)
    {
        string owner = Holder(name, out Shape shape);
        own(owner);
        return Found(owner, shape, true, workload.Only ?? PathKind.AppOwner, Longer(workload.Lengths)) with { Only = workload.Only };
    }

    // A role of its own, one step; and by it the target's strongest, one step further than both.
    private Link TakeOver(string id, Shape shape, Link target, PathKind kind, int roleTier, bool resettable, bool alone = true)
    {
        int strongest = target.Lengths.Keys.Min();
        Dictionary<int, int> lengths = alone ? One(roleTier) : [];
        if (strongest <= roleTier)
        {
            lengths.TryAdd(strongest, 2 + target.Lengths[strongest]);
        }

        return Found(id, shape, resettable, strongest <= roleTier ? kind : PathKind.Direct, lengths);
    }

    private string Identity(string name) => Tenant.ManagedIdentity(name, $"/subscriptions/{TenantBuilder.Id(name)}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}", userAssigned: true);

    /// <summary>What must not be found: lesser roles and permissions, links the wrong way round, what has expired; and cycles among the groups.</summary>
    private void Bystanders()
    {
        Tenant.Assign("Reports Reader", Tenant.User("reader"));
        Tenant.Grant(Tenant.Application("harmless"), "User.Read.All");
        Tenant.Eligible("Global Administrator", Tenant.User("expired"), end: TenantBuilder.Now.AddDays(-1));
        Tenant.Partner("Gone", ["Global Administrator"], status: "terminated");
        Tenant.ClassicAdministrator(Tenant.Subscription("paid"), "payer@contoso.com", "AccountAdministrator");
        Tenant.AssignAzure("Reader", Tenant.User("azure reader"), "/");
        string[] groups = [.. Tenant.Groups.Select(g => g.Id)];
        string above = Tenant.Group("above", roleAssignable: false);
        Tenant.Member(above, groups).Member(above, Tenant.User("bystander"));
        Tenant.EligibleInGroup(above, Tenant.User("bystander 2"), end: TenantBuilder.Now.AddDays(-1));
        foreach (string group in groups)
        {
            // To itself and back again through a group of its own: rounds that end nowhere new.
            string circle = Tenant.Group("circle " + group, roleAssignable: false);
            Tenant.Member(group, group, circle).Member(circle, group);
        }
    }

    private Link Found(string id, Shape shape, bool resettable, PathKind kind, Dictionary<int, int> lengths)
    {
        Lengths[id] = lengths;
        Kinds[id] = kind;
        return new Link(id, shape, resettable, lengths);
    }

    private static Dictionary<int, int> One(int tier) => new() { [tier] = 1 };

    private static Dictionary<int, int> Longer(Dictionary<int, int> lengths) => lengths.ToDictionary(p => p.Key, p => p.Value + 1);

    private int Tier(string role) => EntraRoles.Find(Tenant.RoleId(role))!.Tier;

    private int Scoped(string role) => Math.Min(Tier(role) + 1, Tiers.Other);
}
