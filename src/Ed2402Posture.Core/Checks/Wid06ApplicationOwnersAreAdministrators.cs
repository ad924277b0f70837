using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>WID-06: whoever owns an application or service principal of tier 0 is an administrator of tier 0 anyway. An owner can add a credential and sign
/// in as the application.</summary>
internal sealed class Wid06ApplicationOwnersAreAdministrators : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "WID-06",
        Title = "Owners of applications of tier 0 are administrators of tier 0",
        Category = CheckCategory.WorkloadIdentity,
        Severity = Severity.High,
        Provenance = [Provenance.OWN],
        References = ["NIST AC-6(5)", "ATT&CK T1098.001", "ATT&CK T1078.004"],
        Remediation = "Remove the owner ('Remove-MgApplicationOwnerByRef', 'Remove-MgServicePrincipalOwnerByRef'); let Application Administrators manage the application.",
        Needs = [.. PrivilegeNeeds.Workloads, .. PrivilegeNeeds.DirectoryRoles],
        Explains = [.. AuthenticationAnalysis.Needs, .. ConditionalAccessNeeds.Verdict],
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        bool any = false;
        foreach (PrivilegedAccount account in context.Privilege.Accounts)
        {
            if (account.Paths.FirstOrDefault(p => p.Kind == PathKind.AppOwner && p.Plane == Plane.Entra && p.Tier == Tiers.ControlPlane) is not { } owned)
            {
                continue;
            }

            any = true;
            string evidence = $"path={owned.Text}{Strength(context, account)}";
            yield return OwnPrivilege.Reaches(account, Tiers.ControlPlane)
                ? Pass(context, Subject.Of(account), "The owner is an administrator of tier 0.", owned.Role, evidence)
                : OwnPrivilege.IsAllowed(context, account)
                    ? Pass(context, Subject.Of(account), "The settings allow this owner, a service principal, to hold privilege.", owned.Role, evidence)
                    : Fail(context, Subject.Of(account), $"The account is no administrator of tier 0 but by ownership: {owned.Text}.", owned.Role, evidence);
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "No application of tier 0 has an owner.");
        }
    }

    /// <summary>How strongly the owner signs in: the application is as safe as that. MFA-03 judges it.</summary>
    private static string Strength(CheckContext context, PrivilegedAccount account) =>
        account.Type is PrincipalType.User or PrincipalType.Guest ? $"; strength={context.Analysis.Authentication.Evaluate(account).EffectiveStrength}" : "";
}
