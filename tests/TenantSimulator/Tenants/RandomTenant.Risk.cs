using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

public sealed partial class RandomTenant
{
    private static readonly string[] OpenRisks = ["atRisk", "confirmedCompromised"];

    /// <summary>Federation, risk, and the export of logs.</summary>
    private void AddRisk()
    {
        tenant.DomainFederationConfigurations.AddRange(tenant.Domains.Where(d => d.AuthenticationType == "Federated").SelectMany(d => Some().Take(2).Select(_ => records.Make<DomainFederation>(f => f with { ParentId = d.Id, Id = NewId() }))));
        tenant.RiskyUsers.AddRange(Some().Select(_ => records.Make<RiskyUser>(u => u with { Id = NewId(), RiskState = OpenRisks[random.Next(OpenRisks.Length)] })));
        tenant.RiskyServicePrincipals.AddRange(Some().Select(_ => records.Make<RiskyServicePrincipal>(p => p with { Id = NewId(), RiskState = OpenRisks[random.Next(OpenRisks.Length)] })));
        foreach (int n in Some().Take(3))
        {
            bool workspace = random.Next(2) == 0, storage = random.Next(2) == 0, hub = random.Next(2) == 0;
            tenant.DirectoryDiagnosticSettings.Add(records.Make<DirectoryDiagnosticSetting>(s => s with
            {
                Id = $"/providers/microsoft.aadiam/diagnosticSettings/s{n}", WorkspaceRetentionInDays = workspace ? random.Next(7, 700) : null, EventHubRetentionInHours = hub ? random.Next(1, 2160) : null,
                StorageDeletions = storage ? [.. Some().Take(2).Select(i => new BlobDeletion { Days = random.Next(1, 700), Prefixes = i == 0 ? [] : ["insights-logs-auditlogs"] })] : null,
                Properties = (s.Properties ?? new()) with
                {
                    WorkspaceId = workspace ? $"/subscriptions/{NewId()}/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/w{n}" : null,
                    StorageAccountId = storage ? $"/subscriptions/{NewId()}/resourceGroups/logs/providers/Microsoft.Storage/storageAccounts/a{n}" : null,
                    EventHubAuthorizationRuleId = hub ? $"/subscriptions/{NewId()}/resourceGroups/logs/providers/Microsoft.EventHub/namespaces/h{n}/authorizationRules/RootManageSharedAccessKey" : null, EventHubName = n % 2 == 0 ? null : "logs",
                },
            }));
        }
    }
}
