using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>Applications, service principals and the permissions granted to them.</summary>
internal static class WorkloadEndpoints
{
    /// <summary>An expanded relationship ends silently after so many objects, with no link to the rest.</summary>
    private const int MaxExpanded = 20;

    private static readonly QueryRules Applications = new()
    {
        Type = "application", Options = DirectoryEndpoints.ListOptions, Advanced = true,
        Filters = QueryRules.Filterable("id:eq,in appId:eq,in displayName:eq,in,startswith,ge,le createdDateTime:eq,ge,le signInAudience:eq,in publisherDomain:eq,startswith federatedIdentityCredentials/$count:eq"),
    };

    private static readonly QueryRules ServicePrincipals = new()
    {
        Type = "servicePrincipal", Options = DirectoryEndpoints.ListOptions, Advanced = true, Expands = ["appRoleAssignments", "appRoleAssignedTo"],
        Filters = QueryRules.Filterable("id:eq,in appId:eq,in displayName:eq,in,startswith,ge,le accountEnabled:eq servicePrincipalType:eq,in appOwnerOrganizationId:eq,in tags:any alternativeNames:any"),
    };

    private static readonly QueryRules Assignments = new() { Type = "appRoleAssignment", Options = ["$count", "$filter", "$select", "$top"], Advanced = true, Filters = QueryRules.Filterable("principalDisplayName:eq,startswith resourceId:eq") };

    public static readonly IReadOnlyList<GraphEndpoint> All =
    [
        new("/applications") { Dataset = Datasets.Applications, Cost = 2, Rules = Applications, Answer = call => call.List(call.Table(Datasets.Applications).Rows.Select(r => Counted(call, Keys(call, new Item(r)))), "applications", more: call.Query.Filter is null ? call.Crowd.ApplicationList : null) },
        new("/applications/{id}") { Dataset = Datasets.Applications, Cost = 1, Rules = Applications with { IsList = false, Options = ["$select"] }, Answer = call => call.One(call.Table(Datasets.Applications).Find(call.Id) is { } row ? Keys(call, new Item(row)) : null, call.Id) },
        new("/servicePrincipals") { Dataset = Datasets.ServicePrincipals, Cost = 1, Rules = ServicePrincipals, Answer = call => call.List(call.ServicePrincipals().Select(i => Keys(call, i)), "servicePrincipals", item => Expanded(call, item), call.Query.Filter is null ? call.Crowd.ServicePrincipalList : null) },
        new("/servicePrincipals(appId='{appId}')") { Dataset = Datasets.ServicePrincipals, Cost = 1, Rules = ServicePrincipals with { IsList = false, Options = ["$select"] }, Answer = ByAppId },
        new("/servicePrincipals/{id}") { Dataset = Datasets.ServicePrincipals, Cost = 1, Rules = ServicePrincipals with { IsList = false, Options = ["$select"] }, Answer = call => call.One(call.FindServicePrincipal(call.Id) is { } item ? Keys(call, item) : null, call.Id) },
        new("/servicePrincipals/{id}/appRoleAssignedTo") { Dataset = Datasets.AppRoleAssignments, Cost = 1, Rules = Assignments, Answer = call => Of(call, "resourceId") },
        new("/servicePrincipals/{id}/appRoleAssignments") { Dataset = Datasets.AppRoleAssignments, Cost = 2, Rules = Assignments, Answer = call => Of(call, "principalId") },
    ];

    private static ServiceResponse ByAppId(GraphCall call)
    {
        string appId = call.Route["appId"];
        return call.One(call.ServicePrincipals().FirstOrDefault(i => string.Equals(i.Find("appId")?.GetString(), appId, StringComparison.OrdinalIgnoreCase)) is { } item ? Keys(call, item) : null, appId);
    }

    private static ServiceResponse Of(GraphCall call, string property) =>
        call.FindServicePrincipal(call.Id) is not null ? call.List(Assigned(call, property, call.Id), "appRoleAssignments", more: property == "resourceId" && call.Id == Graph(call) ? call.Crowd.AssignmentList(call.Id) : null)
        : call.Crowd.HasServicePrincipal(call.Id) ? call.List([], "appRoleAssignments") : GraphErrors.NotFound(call.Id);

    private static string? Graph(GraphCall call) => call.Table(Datasets.ResourceServicePrincipals).Rows.Where(r => r.GetProperty("appId").GetString() == BuiltInRoles.MicrosoftGraphAppId).Select(r => r.GetProperty("id").GetString()).FirstOrDefault();

    private static IEnumerable<Item> Assigned(GraphCall call, string property, string id) =>
        call.Table(Datasets.AppRoleAssignments).Rows.Where(r => string.Equals(r.GetProperty(property).GetString(), id, StringComparison.OrdinalIgnoreCase))
            .Where(r => property != "resourceId" || !call.Options.ResourcesLeaveOutManagedIdentities || call.FindServicePrincipal(r.GetProperty("principalId").GetString()!)?.Find("servicePrincipalType")?.GetString() != "ManagedIdentity").Select(r => new Item(r));

    /// <summary>The number of its federated credentials, for a filter by it.</summary>
    private static Item Counted(GraphCall call, Item item) => call.Query.Filter?.Clauses.Any(c => c.Path == "federatedIdentityCredentials/$count") != true ? item
        : item with { More = new Dictionary<string, JsonElement>(item.More ?? new Dictionary<string, JsonElement>()) { ["federatedIdentityCredentials"] = JsonSerializer.SerializeToElement(new Dictionary<string, double> { ["$count"] = call.Tables.Children(Datasets.FederatedIdentityCredentials, item.Id).Count() }) } };

    /// <summary>The keys are there only when they are selected; without, the list of them is empty.</summary>
    private static Item Keys(GraphCall call, Item item) => call.Query.Selects("keyCredentials") || !item.Row.TryGetProperty("keyCredentials", out _) ? item
        : item with { More = new Dictionary<string, JsonElement>(item.More ?? new Dictionary<string, JsonElement>()) { ["keyCredentials"] = JsonSerializer.SerializeToElement(Array.Empty<string>()) } };

    private static Dictionary<string, Action<Utf8JsonWriter>> Expanded(GraphCall call, Item item) => call.Query.Expand.ToDictionary(
        name => name,
        name => (Action<Utf8JsonWriter>)(writer =>
        {
            writer.WriteStartArray();
            foreach (Item assignment in Assigned(call, name == "appRoleAssignedTo" ? "resourceId" : "principalId", item.Id).Take(MaxExpanded))
            {
                assignment.Write(writer, null, _ => false);
            }

            writer.WriteEndArray();
        }));
}
