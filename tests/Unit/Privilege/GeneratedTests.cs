using CsCheck;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Settings;

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
            foreach (PrivilegedAccount account in inventory.Accounts)
            {
                (int tier, int length) = chains.Lengths[account.Id].MinBy(p => p.Key);
                Assert.True((tier, length) == (account.Tier, account.Paths.Where(p => p.Tier == tier).Select(p => p.Length).Order().FirstOrDefault()), $"{account.DisplayName}: planted for tier {tier} in {length}, found {string.Join("; ", account.Paths)}");
                Assert.Equal(account.Paths.Where(p => p.Tier == tier).MinBy(p => p.Length)!.Length, account.Paths[0].Length);
                Assert.Equal(account.ShortestPath, account.Paths[0].Text);
                Assert.Contains(chains.Kinds[account.Id], account.Paths.Select(p => p.Kind));
            }
        },
        iter: 1000, threads: 1);

    [Fact]
    public void Every_kind_of_path_is_planted()
    {
        HashSet<PathKind> planted = [.. Enumerable.Range(0, 400).SelectMany(seed => new PlantedChains(seed).Kinds.Values)];
        Assert.Equal(Enum.GetValues<PathKind>().Order(), planted.Order());
    }

    [Fact]
    public void The_graph_has_every_planted_account_and_nothing_beside_groups_and_roles() => Gen.Int[0, int.MaxValue - 1].Sample(
        seed =>
        {
            var chains = new PlantedChains(seed);
            PrivilegeInventory inventory = PrivilegeAnalyzer.Analyze(chains.Tenant.Build(), PostureSettings.Default);
            Assert.Equal(chains.Lengths.Keys.Order(StringComparer.Ordinal), inventory.Graph.Nodes.Where(n => n.RoleDefinitionId is null && n.Kind != nameof(PrincipalType.Group)).Select(n => n.Id).Order(StringComparer.Ordinal));
        },
        iter: 200, threads: 1);
}
