using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Pim;

/// <summary>The rules of one PIM policy, by the ids that the service gives them. A rule that is not there is null, never a default.</summary>
internal sealed class PimRules(IReadOnlyList<RoleManagementPolicyRule>? rules)
{
    private readonly Dictionary<string, RoleManagementPolicyRule> byId = (rules ?? []).GroupBy(r => r.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);

    /// <summary>How long an activation may last.</summary>
    public RoleManagementPolicyRule? Activation => Find("Expiration_EndUser_Assignment");
    /// <summary>Whether an active assignment must end, and when at the latest.</summary>
    public RoleManagementPolicyRule? ActiveAssignment => Find("Expiration_Admin_Assignment");
    /// <summary>Whether an eligible assignment must end, and when at the latest.</summary>
    public RoleManagementPolicyRule? EligibleAssignment => Find("Expiration_Admin_Eligibility");
    /// <summary>What an activation asks for.</summary>
    public RoleManagementPolicyRule? Enablement => Find("Enablement_EndUser_Assignment");
    /// <summary>Approval of an activation.</summary>
    public RoleManagementPolicyRule? Approval => Find("Approval_EndUser_Assignment");
    /// <summary>Authentication context of an activation.</summary>
    public RoleManagementPolicyRule? AuthenticationContext => Find("AuthenticationContext_EndUser_Assignment");
    /// <summary>Notice to administrators of an active assignment.</summary>
    public RoleManagementPolicyRule? AssignmentNotice => Find("Notification_Admin_Admin_Assignment");
    /// <summary>Notice to administrators of an eligible assignment.</summary>
    public RoleManagementPolicyRule? EligibilityNotice => Find("Notification_Admin_Admin_Eligibility");
    /// <summary>Notice to administrators of an activation.</summary>
    public RoleManagementPolicyRule? ActivationNotice => Find("Notification_Admin_EndUser_Assignment");

    /// <summary>The longest duration of an expiration rule; null when it is missing, or cannot be read.</summary>
    public static TimeSpan? Duration(RoleManagementPolicyRule? rule) => Iso8601.Duration(rule?.MaximumDuration);

    /// <summary>Whom a notice that is sent at once names: default recipients are role holders, who may be nobody, and 'critical emails only' leaves out what
    /// asks nobody to act, as an assignment or activation.</summary>
    public static IEnumerable<string> Heard(RoleManagementPolicyRule? rule) => IsCriticalOnly(rule) ? [] : (rule?.NotificationRecipients ?? []).Where(r => !string.IsNullOrWhiteSpace(r));

    /// <summary>Whether the notice is not sent for everything.</summary>
    public static bool IsCriticalOnly(RoleManagementPolicyRule? rule) => rule?.NotificationLevel is { } level && !string.Equals(level, "All", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an activation asks for this; null without the rule.</summary>
    public bool? Asks(string what) => Enablement is null ? null : (Enablement.EnabledRules ?? []).Contains(what, StringComparer.OrdinalIgnoreCase);

    private RoleManagementPolicyRule? Find(string id) => byId.GetValueOrDefault(id);
}
