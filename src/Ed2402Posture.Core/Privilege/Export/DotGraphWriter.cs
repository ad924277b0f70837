using System.Globalization;

namespace Ed2402Posture.Core.Privilege.Export;

/// <summary>The language of Graphviz: <c>dot -Tsvg privilege.dot</c>. What is eligible is dashed, what has not started dotted.</summary>
internal static class DotGraphWriter
{
    public static Task WriteAsync(PrivilegeGraph graph, Stream stream, CancellationToken cancellationToken) => TextGraph.WriteAsync(stream, Lines(graph), cancellationToken);

    private static IEnumerable<string> Lines(PrivilegeGraph graph)
    {
        var names = new TextGraph(graph);
        yield return "digraph privilege {";
        yield return $"  graph [rankdir=LR, label={Quote($"{graph.TenantName ?? graph.TenantId}, {GraphJson.Time(graph.CollectedAt)}, {graph.Completeness}")}];";
        yield return "  node [shape=box, style=filled, fillcolor=white];";
        foreach (GraphNode node in graph.Nodes)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  {names[node.Id]} [label={Quote(node.Name)}, shape={Shape(node)}, fillcolor={Colour(node.Tier)}, id={Quote(node.Id)}, kind={node.Kind}, tier={node.Tier}];");
        }

        foreach (GraphEdge edge in graph.Edges)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  {names[edge.Source]} -> {names[edge.Target]} [label={Quote(edge.Label)}, style={Style(edge)}, kind={edge.Kind}, state={edge.State}, tier={edge.Tier}];");
        }

        yield return "}";
    }

    private static string Shape(GraphNode node) => node.RoleDefinitionId is not null ? "ellipse" : node.Kind == nameof(PrincipalType.Group) ? "folder" : "box";

    private static string Colour(int tier) => tier switch { Tiers.ControlPlane => "lightcoral", Tiers.ManagementPlane => "khaki", _ => "white" };

    private static string Style(GraphEdge edge) => edge.NotYetStarted ? "dotted" : edge.State == PathState.Eligible ? "dashed" : "solid";

    // In a label a backslash begins an escape.
    private static string Quote(string text) => $"\"{TextGraph.OneLine(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
