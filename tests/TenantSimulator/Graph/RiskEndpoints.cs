using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>Identity Protection, and the identity providers of domains.</summary>
internal static class RiskEndpoints
{
    private static readonly QueryRules Federation = new() { Type = "internalDomainFederation", Options = [] };

    public static readonly IReadOnlyList<GraphEndpoint> All =
    [
        new("/domains/{id}/federationConfiguration") { Dataset = Datasets.DomainFederationConfigurations, Cost = 1, Rules = Federation, Answer = Configurations },
        Risk(Datasets.RiskyUsers, "riskyUser", "riskState:eq riskLevel:eq userPrincipalName:eq"),
        Risk(Datasets.RiskyServicePrincipals, "riskyServicePrincipal", "riskState:eq riskLevel:eq appId:eq"),
    ];

    private static ServiceResponse Configurations(GraphCall call)
    {
        bool exists = call.Table(Datasets.Domains).Find(call.Id) is { } domain && domain.TryGetProperty("authenticationType", out JsonElement type) && type.GetString() == "Federated";
        return exists ? call.List(call.Tables.Children(Datasets.DomainFederationConfigurations, call.Id).Select(r => new Item(r)), $"domains('{call.Id}')/federationConfiguration") : GraphErrors.NotFound(call.Id);
    }

    private static GraphEndpoint Risk<T>(DatasetDefinition<T> dataset, string type, string filters)
        where T : class => new(dataset.Endpoint)
        {
            Dataset = dataset, Family = RefusalFamily.IdentityProtection,
            Rules = new() { Type = type, Options = ["$filter", "$select", "$top"], MaxTop = 500, Filters = QueryRules.Filterable(filters) },
            Answer = call => call.List(call.Table(dataset).Rows.Select(r => new Item(r)), dataset.Endpoint.TrimStart('/')),
        };
}
