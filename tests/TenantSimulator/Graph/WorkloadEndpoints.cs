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
    private const string FederatedCount = "federatedIdentityCredentials/$count", OwnersCount = "owners/$count";

    private static readonly QueryRules Applications = new()
    {
        Type = "application", Options = DirectoryEndpoints.ListOptions, Advanced = true,
        Filters = QueryRules.Filterable("id:eq,in appId:eq,in displayName:eq,in,startswith,ge,le createdDateTime:eq,ge,le signInAudience:eq,in publisherDomain:eq,startswith federatedIdentityCredentials/$count:eq owners/$count:eq"),
    };

    private static readonly QueryRules ServicePrincipals = new()
    {
        Type = "servicePrincipal", Options = DirectoryEndpoints.ListOptions, Advanced = true, Expands = ["appRoleAssignments", "appRoleAssignedTo"],
        Filters = QueryRules.Filterable("id:eq,in appId:eq,in displayName:eq,in,startswith,ge,le accountEnabled:eq servicePrincipalType:eq,in appOwnerOrganizationId:eq,in tags:any alternativeNames:any owners/$count:eq"),
    };

    private static readonly QueryRules Assignments = new() { Type = "appRoleAssignment", Options = ["$count", "$filter", "$select", "$top"], Advanced = true, Filters = QueryRules.Filterable("principalDisplayName:eq,startswith resourceId:eq") };

    public static readonly IReadOnlyList<GraphEndpoint> All =
    [
        new("/applications")
        {
            Dataset = Datasets.Applications, Cost = 2, Rules = Applications, DatasetOf = request => ByOwners(request) ? Datasets.OwnerlessApplications : null,
            Answer = call => call.List(call.Table(Datasets.Applications).Rows.Select(r => Counted(call, Keys(call, new Item(r)))), "applications", more: call.Query.Filter is null || IsOnly(call, OwnersCount, "eq") ? call.Crowd.ApplicationList : null),
        },
        new("/applications/{id}") { Dataset = Datasets.Applications, Cost = 1, Rules = Applications with { IsList = false, Options = ["$select"] }, Answer = call => call.One(call.Table(Datasets.Applications).Find(call.Id) is { } row ? Keys(call, new Item(row)) : null, call.Id) },
        new("/servicePrincipals")
        {
            Dataset = Datasets.ServicePrincipals, Cost = 1, Rules = ServicePrincipals, DatasetOf = request => ByOwners(request) ? Datasets.OwnedServicePrincipals : null,
            Answer = call => call.List(call.ServicePrincipals().Select(i => Counted(call, Keys(call, i))), "servicePrincipals", item => Expanded(call, item), call.Query.Filter is null || IsOnly(call, OwnersCount, "eq") ? call.Crowd.ServicePrincipalList : null),
        },
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

    /// <summary>The numbers of its federated credentials and owners, for a filter by them.</summary>
    private static Item Counted(GraphCall call, Item item)
    {
        var more = new Dictionary<string, JsonElement>(item.More ?? new Dictionary<string, JsonElement>());
        foreach (string path in (call.Query.Filter?.Clauses ?? []).Select(c => c.Path).Where(p => p is FederatedCount or OwnersCount))
        {
            int number = path == FederatedCount ? call.Tables.Children(Datasets.FederatedIdentityCredentials, item.Id).Count() : IsOwned(call, item.Id) ? 1 : 0;
            more[path.Split('/')[0]] = JsonSerializer.SerializeToElement(new Dictionary<string, double> { ["$count"] = number });
        }

        return more.Count == (item.More?.Count ?? 0) ? item : item with { More = more };
    }

    private static bool IsOwned(GraphCall call, string id) =>
        call.Endpoint.Dataset == (DatasetDefinition)Datasets.Applications ? call.Table(Datasets.OwnerlessApplications).Find(id) is null : call.Table(Datasets.OwnedServicePrincipals).Find(id) is not null;

    private static bool ByOwners(ServiceRequest request) => request.Query.GetValueOrDefault("$filter").ToString().Contains(OwnersCount, StringComparison.Ordinal);

    /// <summary>Whether the filter asks for that alone: nobody owns what stands beside the snapshot.</summary>
    private static bool IsOnly(GraphCall call, string path, string @operator) => call.Query.Filter is { } filter && filter.Clauses.All(c => c.Path == path && c.Operator == @operator);

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
