using System.Text.Json;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Arm;

/// <summary>Single resources by their ARM id.</summary>
internal static class NamedResources
{
    /// <summary>Whether the path is a resource's.</summary>
    public static bool IsResource(string path) => path.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) && path.Contains("/providers/", StringComparison.OrdinalIgnoreCase);

    public static ArmEndpoint Endpoint(string path) => new("GET", path, [Version(path)], [], call => Answer(call, path));

    private static string Version(string path) => path.EndsWith("/managementPolicies/default", StringComparison.OrdinalIgnoreCase) ? "2023-01-01" : path.Contains("/eventhubs", StringComparison.OrdinalIgnoreCase) ? "2024-01-01"
        : KeyedResources.ApiVersion(path) ?? (path.Contains("/Microsoft.OperationalInsights/", StringComparison.OrdinalIgnoreCase) ? "2020-08-01" : "2021-04-01");

    private static ServiceResponse Answer(ArmCall call, string path)
    {
        if (!call.Options.AzureReader)
        {
            return ArmErrors.AuthorizationFailed(call.Options, "read", path);
        }

        foreach (JsonElement row in call.Tables.Get(Datasets.DirectoryDiagnosticSettings).Rows)
        {
            if (row.TryGetProperty("workspaceRetentionInDays", out JsonElement days) && string.Equals(row.GetProperty("properties").GetProperty("workspaceId").GetString(), path, StringComparison.OrdinalIgnoreCase))
            {
                return Workspace(path, days.GetInt32());
            }
        }

        foreach (DirectoryDiagnosticSetting setting in call.Tables.Snapshot.Get(Datasets.DirectoryDiagnosticSettings).Items)
        {
            if (setting.StorageDeletions is { } deletions && Same(path, $"{setting.Properties!.StorageAccountId}/managementPolicies/default"))
            {
                return deletions.Count == 0 ? ArmErrors.Error(404, "ManagementPolicyNotFound", "No ManagementPolicy found for account") : Lifecycle(deletions);
            }

            if (setting.EventHubRetentionInHours is { } hours && path.StartsWith(setting.Properties!.EventHubAuthorizationRuleId!.Split("/authorizationRules/")[0] + "/eventhubs", StringComparison.OrdinalIgnoreCase))
            {
                return Hubs(hours, setting.Properties.EventHubName);
            }
        }

        foreach (JsonElement row in call.Tables.Get(Datasets.NamedResources).Rows)
        {
            if (row.TryGetProperty("resource", out JsonElement resource) && string.Equals(resource.GetProperty("id").GetString(), path, StringComparison.OrdinalIgnoreCase))
            {
                return ServiceResponse.Json(200, resource.WriteTo);
            }
        }

        return ArmErrors.Error(404, "ResourceNotFound", $"The Resource '{path}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix");
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static ServiceResponse Lifecycle(IReadOnlyList<BlobDeletion> deletions) => ServiceResponse.Json(200, writer => JsonSerializer.Serialize(writer, new
    {
        properties = new { policy = new { rules = deletions.Select(d => new { enabled = true, type = "Lifecycle", definition = new { actions = new { baseBlob = new { delete = new { daysAfterModificationGreaterThan = (double)d.Days } } }, filters = new { blobTypes = (string[])["blockBlob", "appendBlob"], prefixMatch = d.Prefixes } } }) } },
    }));

    private static ServiceResponse Hubs(int hours, string? name)
    {
        var hub = new { name = string.IsNullOrEmpty(name) ? "insights-logs-auditlogs" : name, properties = new { messageRetentionInDays = Math.Max(1, hours / 24), retentionDescription = new { cleanupPolicy = "Delete", retentionTimeInHours = hours } } };
        return ServiceResponse.Json(200, writer => JsonSerializer.Serialize(writer, string.IsNullOrEmpty(name) ? new { value = new[] { hub } } : (object)hub));
    }

    private static ServiceResponse Workspace(string id, int days) => ServiceResponse.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("type", "Microsoft.OperationalInsights/workspaces");
        writer.WriteStartObject("properties");
        writer.WriteNumber("retentionInDays", days);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });
}
