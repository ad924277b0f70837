using System.Text.Json;
using System.Text.RegularExpressions;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Export;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Privilege.Export;

/// <summary>The rules by which BloodHound checks a payload at upload: its published schemas of metadata, nodes and edges, and the rules for properties.</summary>
public sealed partial class OpenGraphTests : ExportTest
{
    // Kinds of BloodHound's own that a payload must not reuse all begin like this, or are plain words.
    private static readonly string[] BuiltInPrefixes = ["AZ", "AD"];

    [Fact]
    public async Task The_hard_tenant_meets_the_schema() => AssertValid(await TextAsync(GraphFormat.OpenGraph));

    [Fact]
    public async Task The_sample_tenant_meets_the_schema() => AssertValid(await TextAsync(GraphFormat.OpenGraph, PrivilegeAnalyzer.Analyze(Contoso.Build(), PostureSettings.Default).Graph));

    [Fact]
    public async Task An_empty_graph_meets_the_schema() => AssertValid(await TextAsync(GraphFormat.OpenGraph, PrivilegeAnalyzer.Analyze(new TenantBuilder().Build(), PostureSettings.Default).Graph));

    [Theory]
    [InlineData("""{ "graph": { "nodes": [ { "id": "A", "kinds": ["Ed2402_User"], "properties": { "name": null } } ], "edges": [] } }""")]
    [InlineData("""{ "graph": { "nodes": [ { "id": "A", "kinds": ["Ed2402_User"], "properties": { "a": { "b": 1 } } } ], "edges": [] } }""")]
    [InlineData("""{ "graph": { "nodes": [ { "id": "A", "kinds": ["Ed2402_User"], "properties": { "a": [1, "b"] } } ], "edges": [] } }""")]
    [InlineData("""{ "graph": { "nodes": [ { "id": "A", "kinds": ["Ed2402_User"], "properties": { "displayName": "x" } } ], "edges": [] } }""")]
    [InlineData("""{ "graph": { "nodes": [ { "id": "A", "kinds": ["Ed2402_User"], "properties": {} } ], "edges": [ { "kind": "Member Of", "start": { "value": "A" }, "end": { "value": "A" }, "properties": {} } ] } }""")]
    [InlineData("""{ "graph": { "nodes": [ { "id": "A", "kinds": ["Ed2402_User"], "properties": {} } ], "edges": [ { "kind": "Ed2402_X", "start": { "value": "A" }, "end": { "value": "a" }, "properties": {} } ] } }""")]
    public void The_rules_refuse_what_BloodHound_refuses(string payload) => Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertValid(payload));

    private static void AssertValid(string payload)
    {
        using JsonDocument document = JsonDocument.Parse(payload);
        JsonElement root = document.RootElement;
        AssertOnly(root, "metadata", "graph");
        if (root.TryGetProperty("metadata", out JsonElement metadata))
        {
            AssertOnly(metadata, "source_kind");
            Assert.Equal(JsonValueKind.String, metadata.GetProperty("source_kind").ValueKind);
        }

        JsonElement graph = root.GetProperty("graph");
        AssertOnly(graph, "nodes", "edges");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonElement node in graph.GetProperty("nodes").EnumerateArray())
        {
            AssertOnly(node, "id", "kinds", "properties");
            Assert.True(ids.Add(node.GetProperty("id").GetString()!), "Ids are unique.");
            string[] kinds = [.. node.GetProperty("kinds").EnumerateArray().Select(k => k.GetString()!)];
            Assert.InRange(kinds.Length, 1, 3);
            Assert.All(kinds, AssertKind);
            AssertProperties(node.GetProperty("properties"));
        }

        foreach (JsonElement edge in graph.GetProperty("edges").EnumerateArray())
        {
            AssertOnly(edge, "start", "end", "kind", "properties");
            AssertKind(edge.GetProperty("kind").GetString()!);
            AssertProperties(edge.GetProperty("properties"));
            foreach (string end in (string[])["start", "end"])
            {
                AssertOnly(edge.GetProperty(end), "match_by", "value", "kind");
                Assert.True(!edge.GetProperty(end).TryGetProperty("match_by", out JsonElement by) || by.GetString() == "id", "Ends are matched by id.");
                Assert.Contains(edge.GetProperty(end).GetProperty("value").GetString()!, ids);
            }
        }
    }

    private static void AssertKind(string kind)
    {
        Assert.Matches(KindPattern(), kind);
        Assert.DoesNotContain(BuiltInPrefixes, prefix => kind.StartsWith(prefix, StringComparison.Ordinal));
    }

    private static void AssertProperties(JsonElement properties)
    {
        foreach (JsonProperty property in properties.EnumerateObject())
        {
            Assert.Matches("^[a-z0-9_]+$", property.Name);
            Assert.NotEqual("objectid", property.Name);
            if (property.Value.ValueKind == JsonValueKind.Array)
            {
                Assert.Single(property.Value.EnumerateArray().Select(Simple).Distinct());
            }
            else
            {
                Simple(property.Value);
            }
        }

        static string Simple(JsonElement value)
        {
            Assert.Contains(value.ValueKind, (JsonValueKind[])[JsonValueKind.String, JsonValueKind.Number, JsonValueKind.True, JsonValueKind.False]);
            return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "boolean" : value.ValueKind.ToString();
        }
    }

    private static void AssertOnly(JsonElement element, params string[] names) => Assert.All(element.EnumerateObject(), p => Assert.Contains(p.Name, names));

    [GeneratedRegex("^Ed2402_[A-Za-z0-9_]+$")]
    private static partial Regex KindPattern();
}
