using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>Who stands behind a workload: owners, federated credentials, delegated permissions; and administrative units and partners.</summary>
internal static class OwnershipEndpoints
{
    private static readonly QueryRules Links = new() { Type = "directoryObject", Options = ["$count", "$filter", "$select", "$top"], Advanced = true, IsHidden = name => name is "signInActivity" or "isManagementRestricted", Filters = QueryRules.Filterable("id:eq,in displayName:eq,startswith") };
    private static readonly QueryRules Federated = new() { Type = "federatedIdentityCredential", Options = ["$filter", "$select", "$top"], Filters = QueryRules.Filterable("name:eq issuer:eq subject:eq") };

    public static readonly IReadOnlyList<GraphEndpoint> All =
    [
        new("/applications/{id}/owners") { Dataset = Datasets.ApplicationOwners, Cost = 1, Rules = Links, Answer = call => Edges(call, IsApplication(call), Datasets.ApplicationOwners) },
        new("/servicePrincipals/{id}/owners") { Dataset = Datasets.ServicePrincipalOwners, Cost = 1, Rules = Links, Answer = call => Edges(call, IsServicePrincipal(call), Datasets.ServicePrincipalOwners) },
        new("/applications/{id}/federatedIdentityCredentials") { Dataset = Datasets.FederatedIdentityCredentials, Cost = 1, Rules = Federated, Answer = call => Credentials(call, IsApplication(call)) },
        new("/servicePrincipals/{id}/federatedIdentityCredentials") { Dataset = Datasets.FederatedIdentityCredentials, Cost = 1, Rules = Federated, Answer = call => Credentials(call, IsServicePrincipal(call)) },
        new("/oauth2PermissionGrants")
        {
            Dataset = Datasets.PermissionGrants, Cost = 2,
            Rules = new() { Type = "oAuth2PermissionGrant", Options = ["$filter", "$select", "$top"], Filters = QueryRules.Filterable("clientId:eq consentType:eq principalId:eq resourceId:eq scope:eq") },
            Answer = call => call.List(call.Table(Datasets.PermissionGrants).Rows.Select(r => new Item(r)), "oauth2PermissionGrants", more: call.Query.Filter?.Clauses.All(c => c.Path == "consentType") == false ? null : call.Crowd.GrantList(Guid.Empty.ToString())),
        },
        new("/directory/administrativeUnits")
        {
            Dataset = Datasets.AdministrativeUnits, Cost = 1,
            Rules = new() { Type = "administrativeUnit", Options = DirectoryEndpoints.ListOptions, Advanced = true, Filters = QueryRules.Filterable("id:eq,in displayName:eq,startswith") },
            Answer = call => call.List(call.Table(Datasets.AdministrativeUnits).Rows.Select(r => new Item(r)), "directory/administrativeUnits"),
        },
        new("/directory/administrativeUnits/{id}/members") { Dataset = Datasets.AdministrativeUnitMembers, Cost = 1, Rules = Links, Answer = call => Edges(call, call.Table(Datasets.AdministrativeUnits).Find(call.Id) is not null, Datasets.AdministrativeUnitMembers) },
        new("/tenantRelationships/delegatedAdminRelationships")
        {
            Dataset = Datasets.DelegatedAdminRelationships,
            Rules = new() { Type = "delegatedAdminRelationship", Options = ["$select", "$filter", "$top", "$orderby", "$count"], MaxTop = 300, Filters = QueryRules.Filterable("status:eq") },
            Answer = call => call.List(call.Table(Datasets.DelegatedAdminRelationships).Rows.Select(r => new Item(r)), "tenantRelationships/delegatedAdminRelationships"),
        },
    ];

    private static bool IsApplication(GraphCall call) => call.Table(Datasets.Applications).Find(call.Id) is not null;

    private static bool IsServicePrincipal(GraphCall call) => call.FindServicePrincipal(call.Id) is not null;

    private static ServiceResponse Edges(GraphCall call, bool exists, DatasetDefinition<ObjectLink> dataset) =>
        exists ? call.List(call.Tables.Children(dataset, call.Id).Concat(OfHolder(call)).Select(call.Linked), "directoryObjects") : GraphErrors.NotFound(call.Id);

    /// <summary>Owners of an application or service principal without privilege.</summary>
    private static JsonElement[] OfHolder(GraphCall call) =>
        call.Table(Datasets.CredentialOwners).Find(call.Id) is { } row ? [.. row.GetProperty("owners").EnumerateArray()] : [];

    private static ServiceResponse Credentials(GraphCall call, bool exists)
    {
        IEnumerable<JsonElement> rows = call.Table(Datasets.FederatedIdentityCredentials).Rows.Where(r => string.Equals(r.GetProperty("parentId").GetString(), call.Id, StringComparison.OrdinalIgnoreCase));
        return exists ? call.List(rows.Select(r => new Item(r)), "federatedIdentityCredentials") : GraphErrors.NotFound(call.Id);
    }
}
