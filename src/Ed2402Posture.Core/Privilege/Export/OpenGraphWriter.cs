using System.Text.Json;

namespace Ed2402Posture.Core.Privilege.Export;

/// <summary>The payload that BloodHound Community Edition takes in. Its rules: an id and at most three kinds a node; kinds of letters, digits and underscores that
/// do not overlap with its own; property names in lower case, without <c>objectid</c>; values are texts, numbers, truths or lists of one of them, never null and
/// never objects; an edge names both ends and has properties; kinds of the
/// namespace 'tag' are reserved; metadata comes before the graph, since nothing after the graph is read. See https://bloodhound.specterops.io/opengraph/developer/schema.</summary>
internal static class OpenGraphWriter
{
    private const string Prefix = "Ed2402_";

    public static async Task WriteAsync(PrivilegeGraph graph, Stream stream, CancellationToken cancellationToken)
    {
        Utf8JsonWriter json = GraphJson.Open(stream);
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartObject();
            json.WriteStartObject("metadata");
            json.WriteString("source_kind", "Ed2402");
            json.WriteEndObject();
            json.WriteStartObject("graph");
            await GraphJson.ArrayAsync(json, "nodes", graph.Nodes, node => Node(json, node, graph.TenantId), cancellationToken).ConfigureAwait(false);
            await GraphJson.ArrayAsync(json, "edges", graph.Edges, edge => Edge(json, edge), cancellationToken).ConfigureAwait(false);
            json.WriteEndObject();
            json.WriteEndObject();
            await json.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Node(Utf8JsonWriter json, GraphNode node, string tenantId)
    {
        json.WriteString("id", Id(node.Id));
        json.WriteStartArray("kinds");
        json.WriteStringValue(Prefix + node.Kind);
        json.WriteEndArray();
        json.WriteStartObject("properties");
        json.WriteString("name", node.Name);
        json.WriteString("displayname", node.Name);
        json.WriteNumber("tier", node.Tier);
        json.WriteString("tenantid", tenantId);
        GraphJson.Text(json, "userprincipalname", node.UserPrincipalName);
        GraphJson.Truth(json, "enabled", node.Enabled);
        GraphJson.Text(json, "plane", node.Plane?.ToString());
        GraphJson.Text(json, "scope", node.Scope);
        GraphJson.Text(json, "scopename", node.ScopeName);
        GraphJson.Text(json, "roledefinitionid", node.RoleDefinitionId);
        json.WriteEndObject();
    }

    private static void Edge(Utf8JsonWriter json, GraphEdge edge)
    {
        End(json, "start", edge.Source);
        End(json, "end", edge.Target);
        json.WriteString("kind", Prefix + edge.Kind);
        json.WriteStartObject("properties");
        json.WriteString("label", edge.Label);
        json.WriteString("state", edge.State.ToString());
        json.WriteNumber("tier", edge.Tier);
        json.WriteBoolean("permanent", edge.EndDateTime is null);
        GraphJson.Text(json, "scope", edge.Scope);
        GraphJson.Text(json, "startdatetime", GraphJson.Time(edge.StartDateTime));
        GraphJson.Text(json, "enddatetime", GraphJson.Time(edge.EndDateTime));
        GraphJson.Truth(json, "notyetstarted", edge.NotYetStarted ? true : null);
        GraphJson.Text(json, "condition", edge.Condition);
        GraphJson.Text(json, "assignmentid", edge.AssignmentId);
        json.WriteEndObject();
    }

    private static void End(Utf8JsonWriter json, string name, string id)
    {
        json.WriteStartObject(name);
        json.WriteString("match_by", "id");
        json.WriteString("value", Id(id));
        json.WriteEndObject();
    }

    // BloodHound keeps ids in upper case, as it does those of its own nodes.
    private static string Id(string id) => id.ToUpperInvariant();
}
