using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>Groups, their members and owners.</summary>
internal static class GroupEndpoints
{
    private static readonly QueryRules Groups = new()
    {
        Type = "group", Options = DirectoryEndpoints.ListOptions, Advanced = true, IsHidden = name => name == "isManagementRestricted",
        Filters = QueryRules.Filterable("id:eq,in displayName:eq,in,startswith,ge,le isAssignableToRole:eq securityEnabled:eq mailEnabled:eq groupTypes:any onPremisesSyncEnabled:eq createdDateTime:eq,ge,le"),
    };

    private static readonly QueryRules Links = new()
    {
        Type = "directoryObject", Options = ["$count", "$filter", "$search", "$select", "$top"], Advanced = true, IsHidden = name => name is "signInActivity" or "isManagementRestricted",
        Filters = QueryRules.Filterable("id:eq,in displayName:eq,startswith userPrincipalName:eq,startswith accountEnabled:eq userType:eq"),
    };

    public static readonly IReadOnlyList<GraphEndpoint> All =
    [
        new("/groups") { Dataset = Datasets.Groups, Cost = 1, Rules = Groups, Answer = call => call.List(call.Groups().Select(r => new Item(r)), "groups") },
        new("/groups/{id}") { Dataset = Datasets.Groups, Cost = 1, Rules = Groups with { IsList = false, Options = ["$select"] }, Answer = call => call.One(call.FindGroup(call.Id) is { } row ? new Item(row) : null, call.Id) },
        NestedGroups("/groups/{id}/members/microsoft.graph.group"),
        NestedGroups("/groups/{id}/members/graph.group"),
        new("/groups/{id}/members") { Dataset = Datasets.GroupMembers, Cost = 3, Rules = Links, Answer = call => Edges(call, call.Tables.Children(Datasets.GroupMembers, call.Id).Concat(call.Tables.Children(Datasets.PimApproverGroupMembers, call.Id)).DistinctBy(IdOf)) },
        new("/groups/{id}/transitiveMembers") { Dataset = Datasets.GroupMembers, Cost = 5, Rules = Links, Answer = call => Edges(call, Transitive(call, Datasets.GroupMembers)) },
        new("/groups/{id}/owners") { Dataset = Datasets.GroupOwners, Cost = 1, Rules = Links, Answer = call => Edges(call, call.Tables.Children(Datasets.GroupOwners, call.Id).Concat(call.Tables.Children(Datasets.PolicyGroupOwners, call.Id)).DistinctBy(IdOf)) },
        new("/users/{id}/transitiveMemberOf")
        {
            Dataset = Datasets.TransitiveMemberships, Cost = 2, Rules = Links,
            Answer = call => call.Table(Datasets.Users).Find(call.Id) is null ? GraphErrors.NotFound(call.Id) : call.List(call.Tables.Children(Datasets.TransitiveMemberships, call.Id).Select(call.Linked), "directoryObjects"),
        },
    ];

    // The cast to groups, under the name of its type and under the schema's alias, which the SDK writes.
    private static GraphEndpoint NestedGroups(string path) => new(path)
    {
        Dataset = Datasets.PolicyGroupNesting, Cost = 3, Rules = Groups, Answer = call => call.Query.Count ? Edges(call, Nested(call)) : GraphErrors.CountWithoutHeader(),
    };

    /// <summary>v1.0 leaves service principals out (known issue of 'list group members' and 'list group owners'); beta has them.</summary>
    private static ServiceResponse Edges(GraphCall call, IEnumerable<JsonElement> edges) =>
        call.FindGroup(call.Id) is null && !call.Tables.Children(Datasets.PimApproverGroupMembers, call.Id).Any() ? GraphErrors.NotFound(call.Id)
        : call.List((call.Version == "beta" ? edges : edges.Where(e => !IsServicePrincipal(e))).ToList().Select(call.Linked), "directoryObjects");

    private static bool IsServicePrincipal(JsonElement edge) => edge.TryGetProperty(Item.TypeName, out JsonElement type) && type.GetString() == DirectoryObjects.ServicePrincipalType;

    private static IEnumerable<JsonElement> Nested(GraphCall call) =>
        call.Tables.Children(Datasets.PolicyGroupNesting, call.Id).Concat(call.Tables.Children(Datasets.GroupMembers, call.Id).Where(e => call.FindGroup(IdOf(e)) is not null)).DistinctBy(IdOf);

    private static string IdOf(JsonElement edge) => edge.GetProperty("id").GetString()!;

    private static IEnumerable<JsonElement> Transitive(GraphCall call, DatasetDefinition<ObjectLink> dataset)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>([call.Id]);
        while (open.TryDequeue(out string? id))
        {
            foreach (JsonElement edge in call.Tables.Children(dataset, id))
            {
                string child = edge.GetProperty("id").GetString()!;
                if (seen.Add(child))
                {
                    open.Enqueue(child);
                    yield return edge;
                }
            }
        }
    }
}
