using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <summary>The roles and permissions that every tenant has.</summary>
public static class BuiltInRoles
{
    public const string MicrosoftGraphAppId = GraphPermissions.MicrosoftGraphAppId;
    public const string MicrosoftTenantId = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";

    public static IEnumerable<RoleDefinition> Definitions() => EntraRoles.All.Select(r => new RoleDefinition
    {
        Id = r.TemplateId, TemplateId = r.TemplateId, DisplayName = r.DisplayName, IsBuiltIn = true, IsEnabled = true,
        RolePermissions = [new RolePermission { AllowedResourceActions = ["microsoft.directory/users/standard/read"] }],
    });

    public static IEnumerable<AzureRoleDefinition> AzureDefinitions() =>
    [
        Azure("8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner", ["*"]),
        Azure("b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor", ["*"], ["Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write", "Microsoft.Authorization/elevateAccess/Action", "Microsoft.Blueprint/blueprintAssignments/write", "Microsoft.Blueprint/blueprintAssignments/delete", "Microsoft.Compute/galleries/share/action", "Microsoft.Purview/consents/write", "Microsoft.Purview/consents/delete", "Microsoft.Resources/deploymentStacks/manageDenySetting/action"]),
        Azure("18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "User Access Administrator", ["*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"]),
        Azure("f58310d9-a9f6-439a-9e8d-f62e7b41a168", "Role Based Access Control Administrator", ["Microsoft.Authorization/roleAssignments/write", "Microsoft.Authorization/roleAssignments/delete", "*/read", "Microsoft.Support/*"]),
        Azure("acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader", ["*/read"]),
        Azure("9980e02c-c2be-4d73-94e8-173b1dc7cf3c", "Virtual Machine Contributor", ["Microsoft.Compute/virtualMachines/*", "Microsoft.Compute/locations/*", "Microsoft.Network/networkInterfaces/*", "Microsoft.Resources/deployments/*", "Microsoft.Authorization/*/read"]),
        Azure("00482a5a-887f-4fb3-b363-3b7fe8e74483", "Key Vault Administrator", ["Microsoft.Authorization/*/read", "Microsoft.KeyVault/vaults/read"], dataActions: ["Microsoft.KeyVault/vaults/*"]),
    ];

    /// <summary>The app role id of a permission: Microsoft's own where the table has it.</summary>
    public static string PermissionId(string permission) => GraphPermissions.Find(permission)?.Id ?? TenantBuilder.Id("permission:" + permission);

    public static AzureRoleDefinition Azure(string id, string name, IReadOnlyList<string> actions, IReadOnlyList<string>? notActions = null, IReadOnlyList<string>? dataActions = null, bool custom = false) => new()
    {
        Id = $"/providers/Microsoft.Authorization/RoleDefinitions/{id}", Name = id, Type = "microsoft.authorization/roledefinitions",
        Properties = new AzureRoleDefinitionProperties { RoleName = name, Type = custom ? "CustomRole" : "BuiltInRole", AssignableScopes = ["/"], Permissions = [new AzurePermission { Actions = actions, NotActions = notActions ?? [], DataActions = dataActions ?? [], NotDataActions = [] }] },
    };
}
