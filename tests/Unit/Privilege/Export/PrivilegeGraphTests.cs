using System.Text.Json;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Export;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Privilege.Export;

public sealed class PrivilegeGraphTests : ExportTest
{
    [Fact]
    public void Every_account_is_a_node_of_its_tier_and_every_edge_has_its_ends()
    {
        PrivilegeInventory inventory = PrivilegeAnalyzer.Analyze(Contoso.Build(), PostureSettings.Default);
        Dictionary<string, GraphNode> nodes = inventory.Graph.Nodes.ToDictionary(n => n.Id);
        Assert.All(inventory.Accounts, a => Assert.Equal((a.DisplayName, a.Tier, a.Type.ToString()), (nodes[a.Id].Name, nodes[a.Id].Tier, nodes[a.Id].Kind)));
        Assert.All(inventory.Graph.Edges, e => Assert.True(nodes.ContainsKey(e.Source) && nodes.ContainsKey(e.Target)));
        Assert.Superset(inventory.Accounts.SelectMany(a => a.Paths).Select(p => p.Kind).ToHashSet(), inventory.Graph.Edges.Select(e => e.Kind).Append(PathKind.GroupMember).ToHashSet());
    }

    [Fact]
    public void Following_the_edges_everyone_comes_to_his_tier()
    {
        PrivilegeGraph graph = PrivilegeAnalyzer.Analyze(Contoso.Build(), PostureSettings.Default).Graph;
        ILookup<string, string> targets = graph.Edges.ToLookup(e => e.Source, e => e.Target);
        Dictionary<string, GraphNode> nodes = graph.Nodes.ToDictionary(n => n.Id);
        foreach (GraphNode node in graph.Nodes)
        {
            var reached = new HashSet<string> { node.Id };
            var open = new Queue<string>(reached);
            while (open.TryDequeue(out string? id))
            {
                foreach (string target in targets[id].Where(reached.Add))
                {
                    open.Enqueue(target);
                }
            }

            Assert.True(reached.Any(id => nodes[id].RoleDefinitionId is not null && nodes[id].Tier == node.Tier), $"{node.Kind} {node.Name} does not come to tier {node.Tier}.");
        }
    }

    [Fact]
    public void An_edge_tells_its_kind_state_and_time()
    {
        GraphEdge owner = Assert.Single(Graph.Edges, e => e.Kind == PathKind.PimGroupOwner);
        Assert.Equal((PathState.Eligible, "eligible owner of", 0), (owner.State, owner.Label, owner.Tier));
        GraphEdge future = Assert.Single(Graph.Edges, e => e.NotYetStarted);
        Assert.Equal((PathKind.Direct, TenantBuilder.Now.AddDays(3), "/"), (future.Kind, future.StartDateTime, future.Scope));
        Assert.Contains(Graph.Edges, e => e is { Kind: PathKind.AppAdministrator, Label: "may add credentials to" });
        Assert.Contains(Graph.Edges, e => e is { Kind: PathKind.FederatedCredential, Label: "federated credential 'federation' of" });
        Assert.Contains(Graph.Edges, e => e.Condition == "@Resource[x] StringEquals 'y'");
    }

    [Fact]
    public void A_tier_keeps_what_leads_there_and_nothing_else()
    {
        PrivilegeGraph tier0 = Graph.LeadingTo([0]);
        Assert.DoesNotContain(tier0.Nodes, n => n.Kind == "AzureRole");
        Assert.Contains(tier0.Nodes, n => n.Name == "Helena");
        Assert.All(tier0.Nodes.Where(n => n.RoleDefinitionId is not null && n.Tier > 0), n => Assert.Contains(tier0.Edges, e => e.Source == n.Id));
        Assert.Empty(Graph.LeadingTo([2]).Edges);
        Assert.Equal(Graph.Edges.Count, Graph.LeadingTo([0, 1, 2]).Edges.Count);
    }

    [Fact]
    public void A_tenant_without_privilege_is_an_empty_graph()
    {
        PrivilegeGraph graph = PrivilegeAnalyzer.Analyze(new TenantBuilder().Build(), PostureSettings.Default).Graph;
        Assert.Equal((0, 0, "Complete"), (graph.Nodes.Count, graph.Edges.Count, graph.Completeness));
    }

    [Fact]
    public async Task Json_has_every_node_and_edge_under_the_names_of_the_objects()
    {
        using JsonDocument json = JsonDocument.Parse(await TextAsync(GraphFormat.Json));
        JsonElement root = json.RootElement;
        Assert.Equal((Graph.TenantId, "Complete", "2026-11-02T08:00:00Z"), (root.GetProperty("tenantId").GetString(), root.GetProperty("completeness").GetString(), root.GetProperty("collectedAt").GetString()));
        Assert.Equal(Graph.Nodes.Select(n => (n.Id, n.Name)), root.GetProperty("nodes").EnumerateArray().Select(n => (n.GetProperty("id").GetString()!, n.GetProperty("name").GetString()!)));
        Assert.Equal(Graph.Edges.Select(e => (e.Source, e.Target, e.Kind.ToString(), e.State.ToString(), e.Tier)), root.GetProperty("edges").EnumerateArray().Select(e => (e.GetProperty("source").GetString()!, e.GetProperty("target").GetString()!, e.GetProperty("kind").GetString()!, e.GetProperty("state").GetString()!, e.GetProperty("tier").GetInt32())));
    }

    [Theory]
    [InlineData("a.json", GraphFormat.Json)]
    [InlineData("a.DOT", GraphFormat.Dot)]
    [InlineData("a.gv", GraphFormat.Dot)]
    [InlineData("a.graphml", GraphFormat.GraphML)]
    [InlineData("a.mmd", GraphFormat.Mermaid)]
    [InlineData("a.mermaid", GraphFormat.Mermaid)]
    [InlineData("a.svg", null)]
    [InlineData("json", null)]
    public void The_ending_of_a_name_tells_the_format(string path, GraphFormat? format) => Assert.Equal(format, GraphFiles.FormatOf(path));
}
