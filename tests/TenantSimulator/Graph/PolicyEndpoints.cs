using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>Tenant-wide policies, authentication methods and strengths, conditional access.</summary>
internal static class PolicyEndpoints
{
    private static readonly string[] ConditionalAccessOptions = ["$count", "$filter", "$orderby", "$select", "$top"];

    public static readonly IReadOnlyList<GraphEndpoint> All =
    [
        Single("/policies/authenticationMethodsPolicy", Datasets.AuthenticationMethodsPolicy, "authenticationMethodsPolicy", []),
        TenantOfDomain(),
        Single("/policies/authorizationPolicy", Datasets.AuthorizationPolicy, "authorizationPolicy", ["$select"]),
        Single("/policies/identitySecurityDefaultsEnforcementPolicy", Datasets.SecurityDefaults, "identitySecurityDefaultsEnforcementPolicy", ["$select"]),
        Single("/policies/adminConsentRequestPolicy", Datasets.AdminConsentRequestPolicy, "adminConsentRequestPolicy", []),
        Single("/policies/defaultAppManagementPolicy", Datasets.DefaultAppManagementPolicy, "tenantAppManagementPolicy", []),
        new("/policies/appManagementPolicies")
        {
            Dataset = Datasets.AppManagementPolicies, Family = RefusalFamily.Policies,
            Rules = new() { Type = "appManagementPolicy", Options = ["$select", "$filter", "$top"], Filters = QueryRules.Filterable("displayName:eq isEnabled:eq") },
            Answer = call => call.List(call.Table(Datasets.AppManagementPolicies).Rows.Select(r => new Item(r)), "policies/appManagementPolicies"),
        },
        new("/policies/tokenLifetimePolicies")
        {
            Dataset = Datasets.TokenLifetimePolicies, Family = RefusalFamily.Policies,
            Rules = new() { Type = "tokenLifetimePolicy", Options = ["$expand", "$filter", "$select", "$top"], Filters = QueryRules.Filterable("displayName:eq") },
            Answer = call => call.List(call.Table(Datasets.TokenLifetimePolicies).Rows.Select(r => new Item(r)), "policies/tokenLifetimePolicies"),
        },
        new("/policies/authenticationStrengthPolicies")
        {
            Dataset = Datasets.AuthenticationStrengthPolicies, Family = RefusalFamily.Policies,
            Rules = new() { Type = "authenticationStrengthPolicy", Options = ["$filter"], Filters = QueryRules.Filterable("policyType:eq displayName:eq") },
            Answer = call => call.List(call.Table(Datasets.AuthenticationStrengthPolicies).Rows.Select(r => new Item(r)), "policies/authenticationStrengthPolicies"),
        },
        new("/identity/conditionalAccess/policies")
        {
            Dataset = Datasets.ConditionalAccessPolicies, Family = RefusalFamily.ConditionalAccess,
            Rules = new() { Type = "conditionalAccessPolicy", Options = ConditionalAccessOptions, Filters = QueryRules.Filterable("displayName:eq,startswith state:eq createdDateTime:ge,le modifiedDateTime:ge,le") },
            DatasetOf = request => request.Segments[0] == "beta" ? Datasets.ContinuousAccessPolicies : null,
            // Beta alone tells of continuous access evaluation.
            Answer = call => call.List((call.Version == "beta" ? call.Table(Datasets.ContinuousAccessPolicies) : call.Table(Datasets.ConditionalAccessPolicies)).Rows.Select(r => new Item(r)), "identity/conditionalAccess/policies"),
        },
        new("/identity/conditionalAccess/namedLocations")
        {
            Dataset = Datasets.NamedLocations, Family = RefusalFamily.ConditionalAccess,
            Rules = new() { Type = "namedLocation", Options = ConditionalAccessOptions, Filters = QueryRules.Filterable("displayName:eq,startswith createdDateTime:ge,le modifiedDateTime:ge,le") },
            Answer = call => call.List(call.Table(Datasets.NamedLocations).Rows.Select(r => new Item(r)), "identity/conditionalAccess/namedLocations"),
        },
    ];

    private static GraphEndpoint TenantOfDomain() => new("/tenantRelationships/findTenantInformationByDomainName(domainName='{id}')")
    {
        Dataset = Datasets.GuestHomeTenants, Family = RefusalFamily.Directory, Rules = new() { Type = "tenantInformation", Options = [], IsList = false, IsHidden = name => name == "domain" },
        Answer = call => call.One(call.Tables.Snapshot.Get(Datasets.GuestHomeTenants).Items.Any(d => d.Domain.Equals(call.Id, StringComparison.OrdinalIgnoreCase)) ? new Item(call.Table(Datasets.GuestHomeTenants).Rows.First(r => r.GetProperty("domain").GetString()!.Equals(call.Id, StringComparison.OrdinalIgnoreCase))) : null, call.Id),
    };

    private static GraphEndpoint Single<T>(string path, DatasetDefinition<T> dataset, string type, IReadOnlyList<string> options)
        where T : class => new(path)
        {
            Dataset = dataset, Family = RefusalFamily.Policies, Rules = new() { Type = type, Options = options, IsList = false },
            Answer = call => call.One(call.Table(dataset).Rows.Select(r => new Item(r)).FirstOrDefault(), type),
        };
}
