using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>Whether somebody who owns what is privileged is an administrator without that ownership.</summary>
internal static class OwnPrivilege
{
    /// <summary>Whether the account holds, itself or as a member of a group, a directory role of that tier or a stronger one.</summary>
    public static bool Reaches(PrivilegedAccount account, int tier) =>
        account.Paths.Any(p => p.Plane == Plane.Entra && p.Tier <= tier && p.Kind is PathKind.Direct or PathKind.GroupMember or PathKind.PimGroupMember);

    /// <summary>Whether the settings allow a workload to hold privilege, by object id or application id.</summary>
    public static bool IsAllowed(CheckContext context, PrivilegedAccount account) =>
        context.Settings.AllowedServicePrincipals.Any(a => string.Equals(a, account.Id, StringComparison.OrdinalIgnoreCase) || string.Equals(a, account.UserPrincipalName, StringComparison.OrdinalIgnoreCase));
}
