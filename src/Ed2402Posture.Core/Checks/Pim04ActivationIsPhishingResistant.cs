using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>PIM-04: activating a highly privileged role asks for a step that cannot be phished, of everyone who may activate it. One finding a role.</summary>
internal sealed class Pim04ActivationIsPhishingResistant : Check
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
        Widens = PrivilegeNeeds.DirectoryRoles,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ILookup<string, string> eligible = context.Privilege.Assignments.Concat(context.Privilege.DerivedAssignments)
            .Where(a => a is { Plane: Plane.Entra, Scope: "/", State: PathState.Eligible, PrincipalType: PrincipalType.User or PrincipalType.Guest })
            .ToLookup(a => a.RoleDefinitionId, a => a.PrincipalId, StringComparer.OrdinalIgnoreCase);
        List<PimPolicy> policies = [.. PimPolicyReader.ReadDirectoryRoles(context.Analysis).Where(p => p.Tier == Tiers.ControlPlane)];
        return policies.Count == 0
            ? [NotApplicable(context, context.Tenant, "PIM has settings for no highly privileged role.")]
            : policies.Select(p => Judge(context, p, [.. eligible[p.TargetId].Distinct(StringComparer.OrdinalIgnoreCase).Select(context.Privilege.Find).OfType<PrivilegedAccount>()]));
    }

    private Finding Judge(CheckContext context, PimPolicy policy, List<PrivilegedAccount> eligible)
    {
        var subject = new Subject(policy.Target, policy.TargetId, Subject.RoleType);
        string evidence = $"authenticationContext={policy.AuthenticationContext}; requiresMfa={policy.RequiresMfa}; eligible={eligible.Count}";
        if (policy.AuthenticationContext is not { } id)
        {
            return policy.RequiresMfa == true
                ? Warn(context, subject, "Activation asks for multifactor authentication of any kind, and one done earlier in the session counts.", evidence: evidence, severity: Severity.Medium)
                : Fail(context, subject, policy.RequiresMfa is null ? "The rule for what activation asks is missing." : "Activation asks for no authentication at all.", evidence: evidence);
        }

        if (!ConditionalAccessNeeds.Verdict.All(d => context.IsMet(d)))
        {
            return NotAssessed(context, subject, $"{context.Analysis.ConditionalAccess.Completeness}: whether a policy enforces the authentication context {id} is unknown.", evidence: evidence);
        }

        if (ContextDemand.Find(context, id) is not { } target)
        {
            return Fail(context, subject, $"Activation asks for the authentication context {id}, which no enabled policy enforces.", evidence: evidence);
        }

        if (eligible.Count == 0)
        {
            return NotApplicable(context, subject, $"Activation asks for the authentication context {id}, and nobody is eligible.", evidence: evidence);
        }

        ILookup<Requirement, PrivilegedAccount> demands = eligible.ToLookup(a => ContextDemand.Of(context, a, target));
        List<PrivilegedAccount> free = [.. demands[Requirement.None]], weak = [.. demands[Requirement.Mfa]];
        return free.Count > 0 ? Fail(context, subject, $"The authentication context {id} demands nothing of {string.Join(", ", free)}.", evidence: evidence)
            : weak.Count > 0 ? Warn(context, subject, $"The authentication context {id} demands a method that can be phished of {string.Join(", ", weak)}.", evidence: evidence, severity: Severity.Medium)
            : Pass(context, subject, $"The authentication context {id} demands phishing-resistant authentication of all {eligible.Count} people who may activate the role.", evidence: evidence);
    }
}
