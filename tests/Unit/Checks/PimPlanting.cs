using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Checks;

/// <summary>PIM settings as a careful organisation has them; each parameter loosens one.</summary>
internal static class PimPlanting
{
    public static TenantBuilder RolePolicy(
        this TenantBuilder tenant,
        string role,
        string activation = "PT4H",
        bool permanentActive = false,
        string? eligibility = "P365D",
        IReadOnlyList<string>? approvers = null,
        string? context = null,
        bool mfa = true,
        IReadOnlyList<string>? notify = null,
        params IReadOnlyList<string> without) => tenant.PimPolicy(role, new PimSettings
    {
        Activation = activation, PermanentActive = permanentActive, PermanentEligible = eligibility is null, MaximumEligible = eligibility ?? "P365D",
        ApproverUserIds = approvers, AuthenticationContext = context, RequireMfa = mfa, NotificationRecipients = notify ?? ["soc@" + tenant.Domain], Without = without,
    });
}
