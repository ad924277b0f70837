using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Conditions;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>Which Azure roles allow their holders to assign roles, by the actions of the definitions that were read, and what conditions leave of that: those of
/// the assignment and those of the role itself.</summary>
internal sealed class RoleDelegation
{
    private const string WriteAnything = "Any.Provider/anyResources/write";

    /// <summary>Stands for a role that is yet to be made: no condition names it.</summary>
    private static readonly string NewRole = Guid.Empty.ToString();

    // Owner, User Access Administrator, Role Based Access Control Administrator: bound by nothing of their own.
    private static readonly string[] Assigning = ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "f58310d9-a9f6-439a-9e8d-f62e7b41a168"];

    private readonly Dictionary<string, AzureRoleDefinition> definitions;
    private readonly bool tellsConditions;
    private readonly Lazy<string[]> assigning, custom;

    public RoleDelegation(Snapshot snapshot)
    {
        definitions = snapshot.Get(Datasets.AzureRoleDefinitions).Items
            .DistinctBy(d => AzureScope.LastSegment(d.Id), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(d => AzureScope.LastSegment(d.Id), StringComparer.OrdinalIgnoreCase);
        tellsConditions = definitions.Values.Any(d => Permissions(d).Any(p => p.Condition is not null));
        custom = new(() => [.. definitions.Where(d => IsCustom(d.Value)).Select(d => d.Key)]);
        assigning = new(() =>
        [
            .. Assigning,
            .. definitions.Where(d => !Assigning.Contains(d.Key, StringComparer.OrdinalIgnoreCase) && (tellsConditions || IsCustom(d.Value))
                && Assigning.Any(role => Allows(Permissions(d.Value), null, AccessRequest.ToAssign(role)))).Select(d => d.Key),
        ]);
    }

    /// <summary>Whether the role allows to assign roles.</summary>
    public bool AssignsRoles(RoleHolding holding) => AzureActions.Grants(PermissionsOf(holding), AccessRequest.AssignRoles, data: false);

    /// <summary>Whether the role allows to write resources of every kind, as Owner does.</summary>
    public bool WritesAnything(RoleHolding holding) => AzureActions.Grants(PermissionsOf(holding), WriteAnything, data: false);

    /// <summary>What bounds the right to assign roles.</summary>
    public DelegationLimit Limit(RoleHolding holding)
    {
        AccessCondition? condition = holding.Condition is { } text ? ConditionParser.Parse(text) : null;
        if (Lack(holding, condition) is not { } lack)
        {
            return DelegationLimit.Bound;
        }

        bool unread = (holding.Condition is not null && condition is null) || PermissionsOf(holding).Any(p => p.Condition is { } inner && ConditionParser.Parse(inner) is null);
        bool untold = !tellsConditions && !Assigning.Contains(holding.RoleDefinitionId, StringComparer.OrdinalIgnoreCase) && !IsCustom(definitions[holding.RoleDefinitionId]);
        return unread ? new DelegationLimit(null, "NotSupported: a condition is written in a way that this version does not know")
            : untold ? new DelegationLimit(null, "NotSupported: azureRoleDefinitions does not tell the conditions that built-in roles hold themselves")
            : new DelegationLimit(lack, null);
    }

    private string? Lack(RoleHolding holding, AccessCondition? condition)
    {
        IReadOnlyList<AzurePermission> permissions = PermissionsOf(holding);
        bool Possible(string role) => Allows(permissions, condition, AccessRequest.ToAssign(role));
        if (assigning.Value.Any(Possible))
        {
            return holding.Condition is not { } text ? "there is no condition"
                : !text.Contains("Microsoft.Authorization/roleAssignments", StringComparison.OrdinalIgnoreCase) ? "its condition says nothing of role assignments"
                : !text.Contains(AccessRequest.RoleAttribute, StringComparison.OrdinalIgnoreCase) ? "its condition does not say which roles"
                : "its condition allows to give roles that assign roles in turn";
        }

        return Allows(permissions, condition, AccessRequest.ToDefine) && custom.Value.Append(NewRole).Any(Possible)
            ? "its condition allows to give custom roles, and the role allows to write them" : null;
    }

    /// <summary>Whether some permission grants what is tried, and no condition surely forbids it.</summary>
    private static bool Allows(IReadOnlyList<AzurePermission> permissions, AccessCondition? condition, AccessRequest request) =>
        condition?.Allows(request) != false && permissions.Any(p => AzureActions.Grants(p, request.Action, data: false)
            && (p.Condition is null || ConditionParser.Parse(p.Condition)?.Allows(request) != false));

    private IReadOnlyList<AzurePermission> PermissionsOf(RoleHolding holding) => definitions.TryGetValue(holding.RoleDefinitionId, out AzureRoleDefinition? definition) ? Permissions(definition) : [];

    private static IReadOnlyList<AzurePermission> Permissions(AzureRoleDefinition definition) => definition.Properties?.Permissions ?? [];

    private static bool IsCustom(AzureRoleDefinition definition) => string.Equals(definition.Properties?.Type, "CustomRole", StringComparison.OrdinalIgnoreCase);
}
