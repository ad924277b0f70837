using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Privilege;

/// <summary>Tells what an account holds in its own name from what it comes to in a roundabout way.</summary>
public static class OwnPaths
{
    /// <summary>Whether the assignment or permission is given to the account itself.</summary>
    public static bool IsOwn(this PathKind kind) =>
        kind is PathKind.Direct or PathKind.AppPermission or PathKind.DelegatedPermission or PathKind.ElevatedAccess or PathKind.ClassicAdministrator or PathKind.Partner;

    /// <summary>The account as what it holds in its own name makes it: tier, state and roles follow from those paths alone. Null when there are none.</summary>
    public static PrivilegedAccount? OwnOnly(this PrivilegedAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        AccessPath[] own = [.. account.Paths.Where(p => p.Kind.IsOwn())];
        return own.Length == 0 ? null : own.Length == account.Paths.Count ? account : account with
        {
            Tier = own.Min(p => p.Tier),
            Standing = own.Any(p => p.Standing),
            Eligible = own.Any(p => p.State == PathState.Eligible),
            Roles = string.Join("; ", own.Select(p => p.Role).Distinct(StringComparer.OrdinalIgnoreCase)),
            PathCount = own.Length,
            Paths = new TextList<AccessPath>(own),
        };
    }
}
