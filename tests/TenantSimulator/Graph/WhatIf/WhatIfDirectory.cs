using System.Text.Json;
using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.TenantSimulator.Graph.WhatIf;

/// <summary>What the directory knows of the identity that signs in: its groups, its built-in roles held tenant-wide now, its kind.</summary>
internal sealed class WhatIfDirectory
{
    private readonly HashSet<string> groups = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> roles = new(StringComparer.OrdinalIgnoreCase);

    public WhatIfDirectory(GraphCall call, WhatIfSignIn signIn)
    {
        Locations = call.Table(Datasets.NamedLocations).Rows;
        if (signIn.UserId is { } userId)
        {
            groups.UnionWith(call.Tables.Children(Datasets.TransitiveMemberships, userId).Select(m => m.GetProperty("id").GetString()!));
            AddRoles(call, userId);
            JsonElement user = call.Table(Datasets.Users).Find(userId) ?? default;
            GuestType = Kind(user);
            HomeTenantId = call.Table(Datasets.GuestHomeTenants).Rows.Where(d => Text(user, "userPrincipalName")?.Contains($"_{Text(d, "domain")}#EXT#", StringComparison.OrdinalIgnoreCase) == true).Select(d => Text(d, "tenantId")).FirstOrDefault();
        }
        else
        {
            JsonElement workload = call.Table(Datasets.ServicePrincipals).Rows.FirstOrDefault(s => Text(s, "appId") == signIn.WorkloadAppId);
            WorkloadId = Text(workload, "id");
            IsOwnApplication = Text(workload, "servicePrincipalType") == "Application" && Text(workload, "signInAudience") == "AzureADMyOrg" && Text(workload, "appOwnerOrganizationId") == call.Options.Snapshot.Info.TenantId;
        }
    }

    public IReadOnlyList<JsonElement> Locations { get; }
    public string? GuestType { get; }
    public string? HomeTenantId { get; }
    public string? WorkloadId { get; }
    public bool IsOwnApplication { get; }

    public bool IsInGroup(string id) => groups.Contains(id);

    public bool HasRole(string templateId) => roles.Contains(templateId);

    /// <summary>Whether an application is a published member of a suite.</summary>
    public static bool IsInSuite(string appId, string suite) => ApplicationSuites.Of(appId).Contains(suite, StringComparer.OrdinalIgnoreCase);

    private void AddRoles(GraphCall call, string userId)
    {
        foreach (JsonElement assignment in call.Table(Datasets.RoleAssignments).Rows.Where(a => Text(a, "directoryScopeId") == "/" && Text(a, "principalId") is { } holder && (holder == userId || groups.Contains(holder))))
        {
            if (call.Table(Datasets.RoleDefinitions).Find(Text(assignment, "roleDefinitionId")!) is { } role && role.TryGetProperty("isBuiltIn", out JsonElement builtIn) && builtIn.ValueKind == JsonValueKind.True)
            {
                roles.Add(Text(role, "templateId") ?? Text(role, "id")!);
            }
        }
    }

    private static string? Kind(JsonElement user)
    {
        bool external = Text(user, "userPrincipalName")?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) == true;
        return Text(user, "userType") == "Guest" ? (external ? "b2bCollaborationGuest" : "internalGuest") : external ? "b2bCollaborationMember" : null;
    }

    private static string? Text(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;
}
