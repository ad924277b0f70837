using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>What a finding is about.</summary>
/// <param name="Name">Name that people know: a user principal name, an application's name, the tenant's.</param>
/// <param name="Id">Object id.</param>
/// <param name="Type">Kind: <c>User, Guest, Group, ServicePrincipal, Role, Tenant …</c>.</param>
public readonly record struct Subject(string Name, string Id, string Type)
{
    /// <summary>Type of the tenant as a subject.</summary>
    public const string TenantType = "Tenant";
    /// <summary>Type of a waiver as a subject: one that has expired or matches nothing.</summary>
    public const string WaiverType = "Waiver";
    /// <summary>Type of a declaration in the settings as a subject: one that stands for nothing.</summary>
    public const string SettingType = "Setting";
    /// <summary>Type of a directory role as a subject.</summary>
    public const string RoleType = "Role";
    /// <summary>Type of an application as a subject.</summary>
    public const string ApplicationType = "Application";
    /// <summary>Type of an Azure subscription as a subject.</summary>
    public const string SubscriptionType = "Subscription";

    /// <summary>The tenant.</summary>
    public static Subject Tenant(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new Subject(snapshot.Info.TenantName ?? snapshot.Info.TenantId, snapshot.Info.TenantId, TenantType);
    }

    /// <summary>A privileged account.</summary>
    public static Subject Of(PrivilegedAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new Subject(Named(account.Type, account.UserPrincipalName, account.DisplayName), account.Id, account.Type.ToString());
    }

    /// <summary>The principal of a role assignment.</summary>
    public static Subject Of(RoleHolding holding)
    {
        ArgumentNullException.ThrowIfNull(holding);
        return new Subject(Named(holding.PrincipalType, holding.UserPrincipalName, holding.Principal), holding.PrincipalId, holding.PrincipalType.ToString());
    }

    /// <summary>People are known by their user principal name, all else by its display name.</summary>
    private static string Named(PrincipalType type, string? userPrincipalName, string displayName) =>
        type is PrincipalType.User or PrincipalType.Guest ? userPrincipalName ?? displayName : displayName;
}
