using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Arm;

/// <summary>Lists at a scope: what PIM knows of Azure roles, and classic administrators.</summary>
internal static class ArmScopes
{
    private const string Authorization = "/providers/Microsoft.Authorization/";

    public static readonly IReadOnlyList<ArmEndpoint> All =
    [
        Instances("roleAssignmentScheduleInstances", Datasets.AzureRoleAssignmentScheduleInstances),
        Instances("roleEligibilityScheduleInstances", Datasets.AzureRoleEligibilityScheduleInstances),
        new("GET", "{scope}" + Authorization + "roleManagementPolicyAssignments", ["2020-10-01", "2020-10-01-preview"], ["$filter", "$skiptoken"], Policies),
        new("GET", "{scope}" + Authorization + "classicAdministrators", ["2015-06-01", "2015-07-01"], ["$skiptoken"], Classic),
    ];

    private static ArmEndpoint Instances(string name, DatasetDefinition<AzureScheduleInstance> dataset) =>
        new("GET", "{scope}" + Authorization + name, ["2020-10-01", "2020-10-01-preview"], ["$filter", "$skiptoken"], call => Instances(call, name, dataset));

    private static ServiceResponse Instances(ArmCall call, string name, DatasetDefinition<AzureScheduleInstance> dataset)
    {
        string scope = Scope(call, name);
        if (Refuse(call, "Microsoft.Authorization/roleAssignments/read", scope) is { } refusal)
        {
            return refusal;
        }

        string filter = Filter(call);
        if (filter.Length > 0 && !string.Equals(filter, "atScope()", StringComparison.OrdinalIgnoreCase))
        {
            return ArmErrors.InvalidFilter(filter);
        }

        // Without a filter: at, above and below the scope; atScope() is at and above it.
        HashSet<string> above = Above(call, scope);
        return ArmLists.List(call, [.. call.Tables.Get(dataset).Rows.Where(r => new Item(r).Find("properties/scope")?.GetString() is { } at && (above.Contains(at) || (filter.Length == 0 && IsBelow(at, scope))))], writeNullLink: false);
    }

    /// <summary>PIM's settings of the scope's roles, or of the one that the filter names by its id at this scope.</summary>
    private static ServiceResponse Policies(ArmCall call)
    {
        string scope = Scope(call, "roleManagementPolicyAssignments"), filter = Filter(call);
        const string named = "roleDefinitionId eq '";
        if (Refuse(call, "Microsoft.Authorization/roleManagementPolicyAssignments/read", scope) is { } refusal)
        {
            return refusal;
        }

        if (filter.Length > 0 && !filter.StartsWith($"{named}{scope}{Authorization}roleDefinitions/", StringComparison.OrdinalIgnoreCase))
        {
            return ArmErrors.InvalidFilter(filter);
        }

        string role = filter.Length == 0 ? "" : filter[(filter.LastIndexOf('/') + 1)..].TrimEnd('\'');
        return ArmLists.List(
            call,
            [
                .. call.Tables.Get(Datasets.AzureRolePolicyAssignments).Rows.Where(r => string.Equals(new Item(r).Find("properties/scope")?.GetString(), scope, StringComparison.OrdinalIgnoreCase)
                    && new Item(r).Find("properties/roleDefinitionId")?.GetString()?.EndsWith(role, StringComparison.OrdinalIgnoreCase) == true),
            ],
            writeNullLink: false);
    }

    private static ServiceResponse? Refuse(ArmCall call, string action, string scope) =>
        !call.Options.AzureReader ? ArmErrors.AuthorizationFailed(call.Options, action, scope)
        : !Licences.Covers(Licences.ServicePlans(call.Tables.Snapshot.Get(Datasets.SubscribedSkus).Items), Licence.EntraIdP2OrGovernance)
            ? ArmErrors.Error(400, "AadPremiumLicenseRequired", "The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.")
            : null;

    private static string Filter(ArmCall call) => call.Request.Query.TryGetValue("$filter", out var value) ? value.ToString() : "";

    private static ServiceResponse Classic(ArmCall call)
    {
        string scope = Scope(call, "classicAdministrators");
        return call.Options.AzureReader
            ? ArmLists.List(call, [.. call.Tables.Get(Datasets.ClassicAdministrators).Rows.Where(r => IsBelow(r.GetProperty("id").GetString()!, scope))], writeNullLink: false)
            : ArmErrors.AuthorizationFailed(call.Options, "Microsoft.Authorization/classicAdministrators/read", scope);
    }

    private static string Scope(ArmCall call, string name)
    {
        string path = "/" + string.Join('/', call.Request.Segments);
        return path[..^(Authorization.Length + name.Length)];
    }

    private static bool IsBelow(string scope, string parent) => scope.StartsWith(parent + "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The scope and all above it, up to the root.</summary>
    private static HashSet<string> Above(ArmCall call, string scope)
    {
        var above = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "/" };
        for (string? id = scope; id is not null && above.Add(id); id = call.Tables.Get(Datasets.ManagementGroups).Find(id) is { } group ? new Item(group).Find("properties/parent/id")?.GetString() : null)
        {
        }

        return above;
    }
}
