using System.Text.Json;

namespace Ed2402Posture.Core.Privilege.Export;

/// <summary>Nodes and edges as JSON, under the names of the objects that the cmdlets give.</summary>
internal static class JsonGraphWriter
{
    public static async Task WriteAsync(PrivilegeGraph graph, Stream stream, CancellationToken cancellationToken)
    {
        Utf8JsonWriter json = GraphJson.Open(stream);
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartObject();
            json.WriteString("tenantId", graph.TenantId);
            GraphJson.Text(json, "tenantName", graph.TenantName);
            json.WriteString("collectedAt", GraphJson.Time(graph.CollectedAt));
            json.WriteString("completeness", graph.Completeness);
            await GraphJson.ArrayAsync(json, "nodes", graph.Nodes, node => Node(json, node), cancellationToken).ConfigureAwait(false);
            await GraphJson.ArrayAsync(json, "edges", graph.Edges, edge => Edge(json, edge), cancellationToken).ConfigureAwait(false);
            json.WriteEndObject();
            await json.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Node(Utf8JsonWriter json, GraphNode node)
    {
        json.WriteString("id", node.Id);
        json.WriteString("kind", node.Kind);
        json.WriteString("name", node.Name);
        json.WriteNumber("tier", node.Tier);
        GraphJson.Text(json, "userPrincipalName", node.UserPrincipalName);
        GraphJson.Truth(json, "enabled", node.Enabled);
        GraphJson.Text(json, "plane", node.Plane?.ToString());
        GraphJson.Text(json, "scope", node.Scope);
        GraphJson.Text(json, "scopeName", node.ScopeName);
        GraphJson.Text(json, "roleDefinitionId", node.RoleDefinitionId);
    }

    private static void Edge(Utf8JsonWriter json, GraphEdge edge)
    {
        json.WriteString("source", edge.Source);
        json.WriteString("target", edge.Target);
        json.WriteString("kind", edge.Kind.ToString());
        json.WriteString("label", edge.Label);
        json.WriteString("state", edge.State.ToString());
        json.WriteNumber("tier", edge.Tier);
        json.WriteBoolean("permanent", edge.EndDateTime is null);
        GraphJson.Text(json, "scope", edge.Scope);
        GraphJson.Text(json, "startDateTime", GraphJson.Time(edge.StartDateTime));
        GraphJson.Text(json, "endDateTime", GraphJson.Time(edge.EndDateTime));
        GraphJson.Truth(json, "notYetStarted", edge.NotYetStarted ? true : null);
        GraphJson.Text(json, "condition", edge.Condition);
        GraphJson.Text(json, "assignmentId", edge.AssignmentId);
    }
}
