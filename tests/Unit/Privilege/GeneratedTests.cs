using CsCheck;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Privilege;

/// <summary>Chains of one to five links of every kind, planted from the role outwards: exactly those on a chain are found, each by its shortest path,
/// among bystanders, dead ends and cycles.</summary>
public sealed class GeneratedTests
{
    [Fact]
    public void Exactly_those_planted_are_found() => Gen.Int[0, int.MaxValue - 1].Sample(
        seed =>
        {
            var chains = new PlantedChains(seed);
            PrivilegeInventory inventory = PrivilegeAnalyzer.Analyze(chains.Tenant.Build(), PostureSettings.Default);
            Assert.Equal("Complete", inventory.Completeness);
            Assert.Equal(chains.Lengths.Keys.Order(StringComparer.Ordinal), inventory.Accounts.Select(a => a.Id).Order(StringComparer.Ordinal));
            Assert.All(inventory.Accounts, a => Assert.Equal((a.DisplayName, chains.Lengths[a.Id]), (a.DisplayName, a.Paths.Min(p => p.Length))));
            Assert.All(inventory.Accounts, a => Assert.Contains(chains.Kinds[a.Id], a.Paths.Select(p => p.Kind)));
        },
        iter: 300, threads: 1);

    /// <summary>Each chain begins with a holder, and each link is planted on the last one made.</summary>
    private sealed class PlantedChains
    {
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

        public TenantBuilder Tenant { get; } = new();
        public Dictionary<string, int> Lengths { get; } = new(StringComparer.OrdinalIgnoreCase);
        public Dictionary<string, PathKind> Kinds { get; } = new(StringComparer.OrdinalIgnoreCase);

        private void Plant(string chain)
        {
            (string node, bool isGroup) = Holder(chain);
            int links = random.Next(isGroup ? 1 : 0, 5);
            for (int link = 1; link <= links; link++)
            {
                bool last = link == links;
                string name = $"{chain}-{link}";
                (string next, PathKind kind, bool nextIsGroup) = isGroup ? OverGroup(node, name, last) : OverWorkload(node, name);
                if (!nextIsGroup)
                {
                    Found(next, link + 1, kind);
                }

                (node, isGroup) = (next, nextIsGroup);
                if (!isGroup && Tenant.Users.Exists(u => u.Id == node))
                {
                    return;
                }
            }
        }

        private (string Node, bool IsGroup) Holder(string chain)
        {
            switch (random.Next(5))
            {
                case 0:
                    string group = Tenant.Group(chain);
                    _ = random.Next(2) == 0 ? Tenant.Assign("Security Administrator", group) : Tenant.Eligible("Security Administrator", group);
                    return (group, true);
                case 1:
                    string owners = Tenant.Group(chain, roleAssignable: false);
                    string subscription = Tenant.Subscription(chain);
                    _ = random.Next(2) == 0 ? Tenant.AssignAzure("Owner", owners, subscription) : Tenant.EligibleAzure("Owner", owners, subscription);
                    return (owners, true);
                case 2:
                    string granted = Tenant.Application(chain);
                    Tenant.Grant(granted, "RoleManagement.ReadWrite.Directory");
                    Found(granted, 1, PathKind.AppPermission);
                    return (granted, false);
                case 3:
                    string delegated = Tenant.Application(chain);
                    Tenant.Delegate(delegated, "User.Read Application.ReadWrite.All");
                    Found(delegated, 1, PathKind.DelegatedPermission);
                    return (delegated, false);
                default:
                    string assigned = Tenant.Application(chain);
                    Tenant.Assign("Security Administrator", assigned);
                    Found(assigned, 1, PathKind.Direct);
                    return (assigned, false);
            }
        }

        private (string Next, PathKind Kind, bool IsGroup) OverGroup(string group, string name, bool last)
        {
            bool nest = !last && random.Next(2) == 0;
            string next = nest ? Tenant.Group(name, roleAssignable: false) : random.Next(2) == 0 ? Tenant.User(name) : Tenant.Application(name);
            switch (random.Next(nest ? 2 : 6))
            {
                case 0:
                    Tenant.Member(group, next);
                    return (next, PathKind.GroupMember, nest);
                case 1:
                    Tenant.EligibleInGroup(group, next);
                    return (next, PathKind.PimGroupMember, nest);
                case 2:
                    Tenant.Owner(group, next);
                    return (next, PathKind.GroupOwner, nest);
                case 3:
                    Tenant.EligibleInGroup(group, next, owner: true);
                    return (next, PathKind.PimGroupOwner, nest);
                case 4:
                    Tenant.ActiveInGroup(group, next, owner: true, activated: true, start: TenantBuilder.Now.AddHours(-1), end: TenantBuilder.Now.AddHours(2));
                    return (next, PathKind.PimGroupOwner, nest);
                default:
                    Tenant.ActiveInGroup(group, next, activated: true, start: TenantBuilder.Now.AddHours(-1), end: TenantBuilder.Now.AddHours(2));
                    return (next, PathKind.PimGroupMember, nest);
            }
        }

        private (string Next, PathKind Kind, bool IsGroup) OverWorkload(string workload, string name)
        {
            switch (Tenant.ServicePrincipals.Find(s => s.Id == workload)!.ServicePrincipalType == "ManagedIdentity" ? 1 : random.Next(3))
            {
                case 0:
                    string owner = random.Next(2) == 0 ? Tenant.User(name) : Tenant.Application(name);
                    Tenant.ApplicationOwner(workload, owner);
                    return (owner, PathKind.AppOwner, false);
                case 1:
                    string principalOwner = random.Next(2) == 0 ? Tenant.User(name) : Tenant.Application(name);
                    Tenant.ServicePrincipalOwner(workload, principalOwner);
                    return (principalOwner, PathKind.AppOwner, false);
                default:
                    string identity = Tenant.ManagedIdentity(name, $"/subscriptions/{TenantBuilder.Id(name)}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}", userAssigned: true);
                    Tenant.Federate(workload, identity, $"https://login.microsoftonline.com/{Tenant.TenantId}/v2.0");
                    return (identity, PathKind.FederatedCredential, false);
            }
        }

        /// <summary>What must not be found: lesser roles and permissions, links the wrong way round, what has expired; and cycles among the groups.</summary>
        private void Bystanders()
        {
            Tenant.Assign("Reports Reader", Tenant.User("reader"));
            Tenant.Grant(Tenant.Application("harmless"), "User.Read.All");
            Tenant.Eligible("Global Administrator", Tenant.User("expired"), end: TenantBuilder.Now.AddDays(-1));
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

        private void Found(string id, int length, PathKind kind)
        {
            Lengths[id] = length;
            Kinds[id] = kind;
        }
    }
}
