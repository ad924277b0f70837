using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>How an endpoint refuses: each backend of Microsoft Graph has its own codes and messages.</summary>
internal enum RefusalFamily
{
    /// <summary>Users, groups, applications, roles.</summary>
    Directory,
    /// <summary><c>/policies</c>.</summary>
    Policies,
    /// <summary>Conditional access: answers an unlicensed tenant with an empty list.</summary>
    ConditionalAccess,
    /// <summary>Privileged Identity Management.</summary>
    Pim,
    /// <summary>Reports, audit logs, sign-in activity.</summary>
    Reports,
    /// <summary>Identity Protection.</summary>
    IdentityProtection,
    /// <summary>Authentication methods of a user.</summary>
    AuthenticationMethods,
}

/// <summary>The refusals of each family.</summary>
internal static class Refusals
{
    private const string ScopesMissing = "You cannot perform the requested operation, required scopes are missing in the token.";

    public static ServiceResponse NoPermission(this RefusalFamily family, DatasetDefinition dataset) => family switch
    {
        RefusalFamily.Directory => GraphErrors.Error(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."),
        RefusalFamily.Policies or RefusalFamily.ConditionalAccess => GraphErrors.Error(403, "AccessDenied", ScopesMissing),
        RefusalFamily.Pim => GraphErrors.Pim(403, "PermissionScopeNotGranted", $"Authorization failed due to missing permission scope {string.Join(',', dataset.Permissions.Concat(dataset.AlsoEnough))}."),
        RefusalFamily.Reports => GraphErrors.Error(403, "Authentication_MSGraphPermissionMissing", $"Calling principal does not have required MSGraph permissions {dataset.Permissions[0]}"),
        RefusalFamily.IdentityProtection => GraphErrors.Error(403, "Forbidden", ScopesMissing),
        RefusalFamily.AuthenticationMethods => GraphErrors.Error(403, "accessDenied", "Request Authorization failed"),
        _ => throw new InvalidOperationException($"{family} has no refusal."),
    };

    /// <summary>The refusal for want of a licence; null where the family answers with an empty list instead.</summary>
    public static ServiceResponse? NotLicensed(this RefusalFamily family) => family switch
    {
        RefusalFamily.ConditionalAccess => null,
        RefusalFamily.Pim => GraphErrors.Error(400, "AadPremiumLicenseRequired", "The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license."),
        RefusalFamily.Reports => GraphErrors.Error(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant", "Neither tenant is B2C or tenant doesn't have premium license"),
        RefusalFamily.IdentityProtection => GraphErrors.Error(403, "Forbidden", "Your tenant is not licensed for this feature."),
        _ => throw new InvalidOperationException($"{family} needs no licence."),
    };
}
