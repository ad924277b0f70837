using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>PIM-04: activating a highly privileged role asks for a step that cannot be phished, of everyone who may activate it. One finding a
/// directory role, one for members and one for owners of a group that gives a role, one an Azure role and scope.</summary>
internal sealed class Pim04ActivationIsPhishingResistant : PimSettingsCheck
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "PIM-04",
        Title = "Activating a highly privileged role asks for phishing-resistant authentication",
        Category = CheckCategory.PimUsage,
        Severity = Severity.High,
        Provenance = [Provenance.ED, Provenance.BOD],
        References = ["SCuBA MS.AAD.3.6v1", "SCuBA MS.AAD.7.6v1", "CIS M365 5.2.2.5", "NIST IA-2(1)", "NIST IA-11", "ATT&CK T1078.004"],
        Remediation = "Make an authentication context, demand it in PIM's role settings ('Require Microsoft Entra Conditional Access authentication context'), and enforce it with a policy for all users that demands the strength 'Phishing-resistant MFA' and 'Every time'.",
        Needs = [Datasets.RoleManagementPolicyAssignments, .. ConditionalAccessNeeds.Verdict],
        Widens = PimTargets.Needs,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var targets = new PimTargets(context);
        List<Finding> findings = [.. targets.DirectoryRoles.Where(t => t.Tier == Tiers.ControlPlane).Concat(targets.Groups).Concat(targets.AzureRoles).Select(t => Judge(context, t)), .. WithoutSettings(context, targets)];
        return findings.Count > 0 ? findings : [NotApplicable(context, context.Tenant, "PIM has settings for no highly privileged role.")];
    }

    private Finding Judge(CheckContext context, PimTarget target)
    {
        (PimPolicy policy, Subject subject) = (target.Policy, target.Subject);
        List<PrivilegedAccount> eligible = [.. target.Activators.Select(context.Privilege.Find).OfType<PrivilegedAccount>().Where(a => a.Enabled != false)];
        string evidence = $"authenticationContext={policy.AuthenticationContext}; requiresMfa={policy.RequiresMfa}; eligible={eligible.Count}";
        if (policy.AuthenticationContext is not { } id)
        {
            return policy.RequiresMfa == true
                ? Warn(context, subject, $"Activation asks for multifactor authentication of any kind, and one done earlier in the session counts.{target.Unused}", target.Resource, evidence, target.Tier == Tiers.ControlPlane ? Severity.Medium : Severity.Low)
                : Lax(context, target, policy.RequiresMfa is null ? "The rule for what activation asks is missing." : "Activation asks for no authentication at all.", evidence, IsLaxer());
        }

        if (!ConditionalAccessNeeds.Verdict.All(d => context.IsMet(d)))
        {
            return NotAssessed(context, subject, $"{context.Analysis.ConditionalAccess.Completeness}: whether a policy enforces the authentication context {id} is unknown.", target.Resource, evidence);
        }

        if (ContextDemand.Find(context, id) is not { } enforced)
        {
            return Lax(context, target, $"Activation asks for the authentication context {id}, which no enabled policy enforces.", evidence, IsLaxer());
        }

        ILookup<Requirement, PrivilegedAccount> demands = eligible.ToLookup(a => ContextDemand.Of(context, a, enforced));
        List<PrivilegedAccount> free = [.. demands[Requirement.None]], weak = [.. demands[Requirement.Mfa]];
        if (free.Count > 0)
        {
            return Lax(context, target, $"The authentication context {id} demands nothing of {string.Join(", ", free)}.", evidence, IsLaxer());
        }

        if (weak.Count > 0)
        {
            return Warn(context, subject, $"The authentication context {id} demands a method that can be phished of {string.Join(", ", weak)}.", target.Resource, evidence, target.Tier == Tiers.ControlPlane ? Severity.Medium : Severity.Low);
        }

        // Of those who were not read it is unknown what the context demands.
        return (policy.TargetType == PimTargetType.AzureRole ? PrivilegeNeeds.AzureRoles : PrivilegeNeeds.DirectoryRoles).FirstOrDefault(n => !context.IsMet(n, Metadata.Id)) is { } unread
                ? NotAssessed(context, subject, $"{context.Snapshot.Get(unread.Dataset).State.Describe(unread.Dataset.Name)}: what the authentication context {id} demands of others who may activate is unknown.", target.Resource, evidence)
            : eligible.Count == 0 ? NotApplicable(context, subject, $"Activation asks for the authentication context {id}, and nobody who may sign in is eligible{Where(target)}.", target.Resource, evidence)
            : Pass(context, subject, $"The authentication context {id} demands phishing-resistant authentication of all {eligible.Count} people who may activate {(target.IsGroup ? target.Resource!.ToLowerInvariant() : "the role")}.", target.Resource, evidence);

        bool IsLaxer()
        {
            var comparison = new PimComparison(c => ContextDemand.Least(context, c, eligible));
            return target.Roles.Any(r => comparison.Authentication(policy, r) is not null);
        }
    }

    private static string Where(PimTarget target) => target.Policy.TargetType == PimTargetType.DirectoryRole ? " for it in the whole tenant" : "";
}
