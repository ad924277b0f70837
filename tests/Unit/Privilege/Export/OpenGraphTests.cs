using System.Text.Json;
using System.Text.RegularExpressions;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Export;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Privilege.Export;

/// <summary>The rules by which BloodHound checks a payload at upload: its published schemas of metadata, nodes and edges, the rules for properties, and what its code adds
/// (<c>cmd/api/src/services/upload/streamdecoder.go</c>, <c>jsonschema/*.json</c>, <c>graphify</c> of SpecterOps/BloodHound, read in November 2026): reserved kinds, what follows
/// the graph is not read, ids are one in upper case.</summary>
public sealed partial class OpenGraphTests : ExportTest
{
    // Kinds of BloodHound's own that a payload must not reuse all begin like this, or are plain words.
    private static readonly string[] BuiltInPrefixes = ["AZ", "AD"];

    // The validator refuses these, alone or before an underscore, in any case.
    private static readonly string[] ReservedKinds = ["tag"];

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
    [InlineData("""{ "graph": { "nodes": [ { "id": "A", "kinds": ["Tag_Owned"], "properties": {} } ], "edges": [] } }""")]
    [InlineData("""{ "graph": { "nodes": [ { "id": "A", "kinds": ["tag"], "properties": {} } ], "edges": [] } }""")]
    [InlineData("""{ "graph": { "nodes": [ { "id": "A", "kinds": "Ed2402_User", "properties": {} } ], "edges": [] } }""")]
    [InlineData("""{ "graph": { "nodes": [ { "id": "A", "kinds": [1], "properties": {} } ], "edges": [] } }""")]
    [InlineData("""{ "graph": { "nodes": [ { "id": "A", "kinds": [], "properties": {} } ], "edges": [] } }""")]
    [InlineData("""{ "graph": { "nodes": [ { "id": 7, "kinds": ["Ed2402_User"], "properties": {} } ], "edges": [] } }""")]
    [InlineData("""{ "graph": { "nodes": [ { "id": "a", "kinds": ["Ed2402_User"], "properties": {} } ], "edges": [] } }""")]
    [InlineData("""{ "graph": { "nodes": [ { "id": "A", "kinds": ["Ed2402_User"], "properties": { "a": [null] } } ], "edges": [] } }""")]
    [InlineData("""{ "graph": { "nodes": [ { "id": "A", "kinds": ["Ed2402_User"], "properties": { "a": [["b"]] } } ], "edges": [] } }""")]
    [InlineData("""{ "graph": { "nodes": [ { "id": "A", "kinds": ["Ed2402_User"], "properties": {} } ], "edges": [ { "kind": "Ed2402_X", "start": { "match_by": "property", "value": "A" }, "end": { "value": "A" }, "properties": {} } ] } }""")]
    [InlineData("""{ "graph": { "nodes": [ { "id": "A", "kinds": ["Ed2402_User"], "properties": {} } ], "edges": [ { "kind": "Ed2402_X", "start": { "value": "A", "property_matchers": [] }, "end": { "value": "A" }, "properties": {} } ] } }""")]
    [InlineData("""{ "graph": { "nodes": [ { "id": "A", "kinds": ["Ed2402_User"], "properties": {} } ], "edges": [ { "kind": "Ed2402_X", "start": { "value": "A" }, "end": { "value": "A" } } ] } }""")]
    [InlineData("""{ "graph": { "nodes": [], "edges": [] }, "metadata": { "source_kind": "Ed2402" } }""")]
    [InlineData("""{ "metadata": { "source_kind": "Ed2402", "version": 1 }, "graph": { "nodes": [], "edges": [] } }""")]
    [InlineData("""{ "graph": { } }""")]
    [InlineData("""{ "meta": { "type": "azure" }, "data": [] }""")]
    public void The_rules_refuse_what_BloodHound_refuses(string payload) => Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertValid(payload));

    private static void AssertValid(string payload)
    {
        using JsonDocument document = JsonDocument.Parse(payload);
        JsonElement root = document.RootElement;
        AssertOnly(root, "metadata", "graph");
        Assert.Equal("graph", root.EnumerateObject().Last().Name);
        if (root.TryGetProperty("metadata", out JsonElement metadata))
        {
            AssertOnly(metadata, "source_kind");
            Assert.Equal(JsonValueKind.String, metadata.GetProperty("source_kind").ValueKind);
        }

        JsonElement graph = root.GetProperty("graph");
        Assert.True(graph.TryGetProperty("nodes", out _) && graph.TryGetProperty("edges", out _), "The graph is not empty.");
        AssertOnly(graph, "nodes", "edges");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonElement node in graph.GetProperty("nodes").EnumerateArray())
        {
            AssertOnly(node, "id", "kinds", "properties");
            string id = Text(node.GetProperty("id"));
            Assert.Equal(id.ToUpperInvariant(), id);
            Assert.True(ids.Add(id), "Ids are unique.");
            Assert.Equal(JsonValueKind.Array, node.GetProperty("kinds").ValueKind);
            string[] kinds = [.. node.GetProperty("kinds").EnumerateArray().Select(Text)];
            Assert.InRange(kinds.Length, 1, 3);
            Assert.All(kinds, AssertKind);
            AssertProperties(node.GetProperty("properties"));
        }

        foreach (JsonElement edge in graph.GetProperty("edges").EnumerateArray())
        {
            AssertOnly(edge, "start", "end", "kind", "properties");
            AssertKind(Text(edge.GetProperty("kind")));
            Assert.True(edge.TryGetProperty("properties", out JsonElement properties), "Edges have properties.");
            AssertProperties(properties);
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
        Assert.DoesNotContain(ReservedKinds, reserved => kind.Equals(reserved, StringComparison.OrdinalIgnoreCase) || kind.StartsWith(reserved + "_", StringComparison.OrdinalIgnoreCase));
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

    private static string Text(JsonElement element)
    {
        Assert.Equal(JsonValueKind.String, element.ValueKind);
        return element.GetString()!;
    }

    private static void AssertOnly(JsonElement element, params string[] names) => Assert.All(element.EnumerateObject(), p => Assert.Contains(p.Name, names));

    [GeneratedRegex("^Ed2402_[A-Za-z0-9_]+$")]
    private static partial Regex KindPattern();
}
