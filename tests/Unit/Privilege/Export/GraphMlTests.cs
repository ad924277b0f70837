using System.Xml.Linq;
using Ed2402Posture.Core.Privilege.Export;

namespace Ed2402Posture.Tests.Unit.Privilege.Export;

/// <summary>GraphML by the rules of its schema: keys before the graph, data that names a key of its element and fits the key's type, edges between nodes.</summary>
public sealed class GraphMlTests : ExportTest
{
    private static readonly XNamespace Ml = "http://graphml.graphdrawing.org/xmlns";

    [Fact]
    public async Task The_document_follows_the_schema()
    {
        XElement root = XDocument.Parse(await TextAsync(GraphFormat.GraphML)).Root!;
        Assert.Equal(Ml + "graphml", root.Name);
        Assert.Equal([.. Enumerable.Repeat("key", root.Elements().Count() - 1), "graph"], root.Elements().Select(e => e.Name.LocalName));
        Dictionary<string, (string For, string Type)> keys = root.Elements(Ml + "key").ToDictionary(k => k.Attribute("id")!.Value, k => (k.Attribute("for")!.Value, k.Attribute("attr.type")!.Value));
        Assert.All(keys.Values, k => Assert.Contains(k.Type, (string[])["boolean", "int", "long", "float", "double", "string"]));
        XElement graph = root.Element(Ml + "graph")!;
        Assert.Equal("directed", graph.Attribute("edgedefault")!.Value);
        string[] ids = [.. graph.Elements(Ml + "node").Select(n => n.Attribute("id")!.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[A-Za-z_][A-Za-z0-9_.-]*$", id));
        Assert.All(graph.Elements(Ml + "edge"), e => Assert.True(ids.Contains(e.Attribute("source")!.Value) && ids.Contains(e.Attribute("target")!.Value)));
        Assert.All(graph.Descendants(Ml + "data"), d =>
        {
            (string of, string type) = keys[d.Attribute("key")!.Value];
            Assert.Equal(of, d.Parent!.Name.LocalName);
            Assert.True(type switch { "boolean" => d.Value is "true" or "false", "int" => int.TryParse(d.Value, out _), _ => true }, $"{d}");
        });
        Assert.All(graph.Elements(), e => Assert.Equal(e.Elements().Count(), e.Elements().Select(d => d.Attribute("key")!.Value).Distinct().Count()));
    }

    [Fact]
    public async Task Every_name_comes_back_but_for_what_XML_cannot_write()
    {
        XElement graph = XDocument.Parse(await TextAsync(GraphFormat.GraphML)).Root!.Element(Ml + "graph")!;
        string[] names = [.. graph.Elements(Ml + "node").Select(n => n.Elements(Ml + "data").Single(d => d.Attribute("key")!.Value == "node.name").Value)];
        Assert.Equal(Graph.Nodes.Select(n => n.Name.Replace('\u0001', '\uFFFD').ReplaceLineEndings("\n")), names.Select(n => n.ReplaceLineEndings("\n")));
        Assert.Equal(Graph.Edges.Count, graph.Elements(Ml + "edge").Count());
    }
}
