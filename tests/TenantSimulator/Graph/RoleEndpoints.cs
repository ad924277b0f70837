using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>Directory roles, their assignments and eligibilities, and PIM's settings of them.</summary>
internal static class RoleEndpoints
{
    private static readonly Dictionary<string, JsonElement> Directory = new() { ["scopeType"] = JsonSerializer.SerializeToElement("Directory") };

    private static readonly QueryRules Schedules = new()
    {
        Type = "unifiedRoleAssignmentScheduleInstance", Options = ["$select", "$filter", "$expand", "$top"], Expands = ["principal"],
        Filters = QueryRules.Filterable("principalId:eq,in roleDefinitionId:eq,in directoryScopeId:eq,in"),
    };

    public static readonly IReadOnlyList<GraphEndpoint> All =
    [
        new("/roleManagement/directory/roleDefinitions")
        {
            Dataset = Datasets.RoleDefinitions, Cost = 1,
            Rules = new() { Type = "unifiedRoleDefinition", Options = ["$filter", "$select", "$top"], Filters = QueryRules.Filterable("id:eq,in displayName:eq,in isBuiltIn:eq") },
            Answer = call => call.List(call.Table(Datasets.RoleDefinitions).Rows.Select(r => new Item(r)), "roleManagement/directory/roleDefinitions"),
        },
        new("/roleManagement/directory/roleAssignments")
        {
            Dataset = Datasets.RoleAssignments, Cost = 1,
            Rules = new() { Type = "unifiedRoleAssignment", Options = ["$filter", "$select", "$expand", "$top"], Expands = ["principal"], Filters = QueryRules.Filterable("roleDefinitionId:eq,in principalId:eq,in directoryScopeId:eq,in") },
            Answer = call => call.List(call.Table(Datasets.RoleAssignments).Rows.Select(r => new Item(r)), "roleManagement/directory/roleAssignments", item => Principal(call, item)),
        },
        new("/roleManagement/directory/roleAssignmentScheduleInstances")
        {
            Dataset = Datasets.RoleAssignmentScheduleInstances, Family = RefusalFamily.Pim, Rules = Schedules with { Filters = QueryRules.Filterable("principalId:eq,in roleDefinitionId:eq,in directoryScopeId:eq,in assignmentType:eq memberType:eq") },
            Answer = call => call.List(call.Table(Datasets.RoleAssignmentScheduleInstances).Rows.Select(r => new Item(r)), "roleManagement/directory/roleAssignmentScheduleInstances", item => Principal(call, item)),
        },
        new("/roleManagement/directory/roleEligibilityScheduleInstances")
        {
            Dataset = Datasets.RoleEligibilityScheduleInstances, Family = RefusalFamily.Pim, Rules = Schedules with { Type = "unifiedRoleEligibilityScheduleInstance" },
            Answer = call => call.List(call.Table(Datasets.RoleEligibilityScheduleInstances).Rows.Select(r => new Item(r)), "roleManagement/directory/roleEligibilityScheduleInstances", item => Principal(call, item)),
        },
        new("/policies/roleManagementPolicyAssignments")
        {
            Dataset = Datasets.RoleManagementPolicyAssignments, DatasetOf = request => IsOfGroup(request) ? Datasets.PimGroupPolicyAssignments : null, Family = RefusalFamily.Pim,
            Rules = new() { Type = "unifiedRoleManagementPolicyAssignment", Options = ["$filter", "$expand", "$select"], DefaultTop = 50, IsHidden = name => name == "policy", Expands = ["policy", "policy($expand=rules)"], Filters = QueryRules.Filterable("scopeId:eq scopeType:eq roleDefinitionId:eq") },
            Answer = PolicyAssignments,
        },
    ];

    /// <summary>The filter by scope is required: without one, PIM does not know which provider to ask.</summary>
    private static ServiceResponse PolicyAssignments(GraphCall call)
    {
        string[] clauses = call.Query.Filter is null ? [] : [.. call.Query.Filter.Clauses.Select(c => c.Path)];
        if (!clauses.Contains("scopeId", StringComparer.OrdinalIgnoreCase) || !clauses.Contains("scopeType", StringComparer.OrdinalIgnoreCase))
        {
            return GraphErrors.Pim(400, "MissingProvider", "The provider is missing.");
        }

        if (IsOfGroup(call.Request))
        {
            return call.List(call.Table(Datasets.PimGroupPolicyAssignments).Rows.Select(r => new Item(r)), "policies/roleManagementPolicyAssignments", item => Policy(call, item));
        }

        // Directory and DirectoryRole are two names of one scope; the answer carries the one that was asked for.
        bool asDirectory = call.Request.Query["$filter"].ToString().Contains("'Directory'", StringComparison.OrdinalIgnoreCase);
        return call.List(call.Table(Datasets.RoleManagementPolicyAssignments).Rows.Select(r => new Item(r, More: asDirectory ? Directory : null)), "policies/roleManagementPolicyAssignments", item => Policy(call, item));
    }

    private static bool IsOfGroup(ServiceRequest request) => request.Query.TryGetValue("$filter", out var filter) && filter.ToString().Contains("'Group'", StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, Action<Utf8JsonWriter>>? Policy(GraphCall call, Item item)
    {
        if (call.Query.Expand.Count == 0 || item.Find("policy") is not { } policy)
        {
            return null;
        }

        bool withRules = call.Query.Expand[0].Contains("rules", StringComparison.Ordinal);
        return new() { ["policy"] = writer => new Item(policy).Write(writer, null, name => name == "rules" && !withRules) };
    }

    /// <summary>The principal, where it is to be expanded; null when the directory has none.</summary>
    public static Dictionary<string, Action<Utf8JsonWriter>>? Principal(GraphCall call, Item item) => !call.Query.Expand.Contains("principal") ? null : new()
    {
        ["principal"] = writer =>
        {
            if (item.Find("principalId")?.GetString() is { } id && call.Resolve(id) is { } principal)
            {
                principal.Write(writer, null, _ => false);
            }
            else
            {
                writer.WriteNullValue();
            }
        },
    };
}
