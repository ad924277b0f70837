using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.Privilege;

namespace Ed2402Posture.Core.Checks;

/// <summary>What an authentication context demands of those who activate a role.</summary>
internal static class ContextDemand
{
    /// <summary>The context, where an enabled policy enforces it; null where none does.</summary>
    public static AccessTarget? Find(CheckContext context, string id) =>
        context.Analysis.ConditionalAccess.Model.FindTarget(id) is { Kind: TargetKind.AuthenticationContext } target ? target : null;

    /// <summary>What is demanded at the moment of activation, when policies for the role itself do not apply yet.</summary>
    public static Requirement Of(CheckContext context, PrivilegedAccount account, AccessTarget target)
    {
        ConditionalAccessRow row = context.Analysis.ConditionalAccess.Evaluate(account, target);
        return row.RequirementBeforeActivation ?? row.Requirement ?? Requirement.None;
    }

    /// <summary>The least that the context demands of any of the accounts; null where conditional access was not read whole. Of nobody it demands all.</summary>
    public static Requirement? Least(CheckContext context, string id, IEnumerable<PrivilegedAccount> accounts) =>
        !ConditionalAccessNeeds.Verdict.All(d => context.IsMet(d)) ? null
        : Find(context, id) is { } target ? accounts.Select(a => Of(context, a, target)).DefaultIfEmpty(Requirement.Block).Min()
        : Requirement.None;
}
