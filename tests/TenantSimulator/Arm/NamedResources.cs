using System.Text.Json;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Arm;

/// <summary>Single resources by their ARM id.</summary>
internal static class NamedResources
{
    /// <summary>Whether the path is a resource's.</summary>
    public static bool IsResource(string path) => path.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) && path.Contains("/providers/", StringComparison.OrdinalIgnoreCase);

    public static ArmEndpoint Endpoint(string path) => new("GET", path, [KeyedResources.ApiVersion(path) ?? (path.Contains("/Microsoft.OperationalInsights/", StringComparison.OrdinalIgnoreCase) ? "2020-08-01" : "2021-04-01")], [], call => Answer(call, path));

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

        foreach (JsonElement row in call.Tables.Get(Datasets.NamedResources).Rows)
        {
            if (row.TryGetProperty("resource", out JsonElement resource) && string.Equals(resource.GetProperty("id").GetString(), path, StringComparison.OrdinalIgnoreCase))
            {
                return ServiceResponse.Json(200, resource.WriteTo);
            }
        }

        return ArmErrors.Error(404, "ResourceNotFound", $"The Resource '{path}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix");
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
