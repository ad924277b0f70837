using System.Globalization;
using System.Text;
using System.Xml;

namespace Ed2402Posture.Core.Privilege.Export;

/// <summary>GraphML (http://graphml.graphdrawing.org): keys first, then nodes and directed edges with their data.</summary>
internal static class GraphMlGraphWriter
{
    private const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    private static readonly (string Name, string Type, Func<GraphNode, object?> Value)[] NodeData =
    [
        ("id", "string", n => n.Id), ("kind", "string", n => n.Kind), ("name", "string", n => n.Name), ("tier", "int", n => n.Tier), ("userPrincipalName", "string", n => n.UserPrincipalName), ("enabled", "boolean", n => n.Enabled),
        ("plane", "string", n => n.Plane), ("scope", "string", n => n.Scope), ("scopeName", "string", n => n.ScopeName), ("roleDefinitionId", "string", n => n.RoleDefinitionId),
    ];

    private static readonly (string Name, string Type, Func<GraphEdge, object?> Value)[] EdgeData =
    [
        ("kind", "string", e => e.Kind), ("label", "string", e => e.Label), ("state", "string", e => e.State), ("tier", "int", e => e.Tier), ("permanent", "boolean", e => e.EndDateTime is null), ("scope", "string", e => e.Scope),
        ("startDateTime", "string", e => GraphJson.Time(e.StartDateTime)), ("endDateTime", "string", e => GraphJson.Time(e.EndDateTime)), ("notYetStarted", "boolean", e => e.NotYetStarted ? true : null),
        ("condition", "string", e => e.Condition), ("assignmentId", "string", e => e.AssignmentId),
    ];

    public static async Task WriteAsync(PrivilegeGraph graph, Stream stream, CancellationToken cancellationToken)
    {
        var names = new TextGraph(graph);
        var xml = XmlWriter.Create(stream, new XmlWriterSettings { Async = true, Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineChars = "\n" });
        await using (xml.ConfigureAwait(false))
        {
            await xml.WriteStartDocumentAsync().ConfigureAwait(false);
            xml.WriteStartElement("graphml", Namespace);
            WriteKeys(xml, "node", NodeData.Select(d => (d.Name, d.Type)));
            WriteKeys(xml, "edge", EdgeData.Select(d => (d.Name, d.Type)));
            xml.WriteStartElement("graph", Namespace);
            xml.WriteAttributeString("id", "privilege");
            xml.WriteAttributeString("edgedefault", "directed");
            foreach (GraphNode node in graph.Nodes)
            {
                xml.WriteStartElement("node", Namespace);
                xml.WriteAttributeString("id", names[node.Id]);
                WriteData(xml, "node", NodeData.Select(d => (d.Name, d.Value(node))));
                await EndAsync(xml, cancellationToken).ConfigureAwait(false);
            }

            foreach (GraphEdge edge in graph.Edges)
            {
                xml.WriteStartElement("edge", Namespace);
                xml.WriteAttributeString("source", names[edge.Source]);
                xml.WriteAttributeString("target", names[edge.Target]);
                WriteData(xml, "edge", EdgeData.Select(d => (d.Name, d.Value(edge))));
                await EndAsync(xml, cancellationToken).ConfigureAwait(false);
            }

            await xml.WriteEndDocumentAsync().ConfigureAwait(false);
        }
    }

    private static async Task EndAsync(XmlWriter xml, CancellationToken cancellationToken)
    {
        await xml.WriteEndElementAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static void WriteKeys(XmlWriter xml, string of, IEnumerable<(string Name, string Type)> keys)
    {
        foreach ((string name, string type) in keys)
        {
            xml.WriteStartElement("key", Namespace);
            xml.WriteAttributeString("id", $"{of}.{name}");
            xml.WriteAttributeString("for", of);
            xml.WriteAttributeString("attr.name", name);
            xml.WriteAttributeString("attr.type", type);
            xml.WriteEndElement();
        }
    }

    private static void WriteData(XmlWriter xml, string of, IEnumerable<(string Name, object? Value)> data)
    {
        foreach ((string name, object? value) in data.Where(d => d.Value is not null))
        {
            xml.WriteStartElement("data", Namespace);
            xml.WriteAttributeString("key", $"{of}.{name}");
            xml.WriteString(value is bool truth ? XmlConvert.ToString(truth) : Clean(Convert.ToString(value, CultureInfo.InvariantCulture)!));
            xml.WriteEndElement();
        }
    }

    // XML has no way to write some characters at all.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else
            {
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
            }
        }

        return clean.ToString();
    }
}
