using System.Globalization;
using System.Text;

namespace Ed2402Posture.Core.Privilege.Export;

/// <summary>A flowchart of Mermaid. What is eligible has a dotted line.</summary>
internal static class MermaidGraphWriter
{
    public static Task WriteAsync(PrivilegeGraph graph, Stream stream, CancellationToken cancellationToken) => TextGraph.WriteAsync(stream, Lines(graph), cancellationToken);

    private static IEnumerable<string> Lines(PrivilegeGraph graph)
    {
        var names = new TextGraph(graph);
        yield return "flowchart LR";
        foreach (GraphNode node in graph.Nodes)
        {
            (string open, string close) = node.RoleDefinitionId is not null ? ("([", "])") : node.Kind == nameof(PrincipalType.Group) ? ("[[", "]]") : ("[", "]");
            yield return string.Create(CultureInfo.InvariantCulture, $"  {names[node.Id]}{open}{Quote(node.Name)}{close}:::tier{node.Tier}");
        }

        foreach (GraphEdge edge in graph.Edges)
        {
            yield return $"  {names[edge.Source]} {(edge.State == PathState.Eligible || edge.NotYetStarted ? "-.->" : "-->")}|{Quote(edge.Label)}| {names[edge.Target]}";
        }

        yield return "  classDef tier0 fill:#f4b6b6,stroke:#8b0000";
        yield return "  classDef tier1 fill:#f5e6a8,stroke:#8a6d00";
        yield return "  classDef tier2 fill:#ffffff,stroke:#666666";
    }

    // Everything that Mermaid, its directives, its Markdown or HTML would take for more than a character is written by its number.
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in TextGraph.OneLine(text))
        {
            _ = c is '"' or '#' or '&' or '<' or '>' or '`' or '%' or '{' or '}' or '\\' or '*' or '_' or ';' ? quoted.Append(CultureInfo.InvariantCulture, $"#{(int)c};") : quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
