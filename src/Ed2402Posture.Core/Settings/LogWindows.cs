using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Settings;

/// <summary>How many days of each log the settings want read: thresholds of the checks that judge them.</summary>
public static class LogWindows
{
    /// <summary>The scope with those days.</summary>
    public static CollectionScope Of(PostureSettings settings, CollectionScope? scope = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return (scope ?? CollectionScope.None) with
        {
            SignInDays = settings.Threshold("MFA-04", Mfa04AdministratorsSignInStrongly.Window),
            MethodAuditDays = settings.Threshold("MFA-05", Mfa05NewMethodsAreExplained.Window),
            PimAuditDays = settings.Threshold("PIM-09", Pim09EligibleRolesAreUsed.Window),
        };
    }
}
