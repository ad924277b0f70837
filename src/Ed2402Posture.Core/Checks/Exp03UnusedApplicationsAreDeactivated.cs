using System.Globalization;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>EXP-03: applications that nobody uses any more are disabled. One finding a service principal that has a credential.</summary>
internal sealed class Exp03UnusedApplicationsAreDeactivated : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "EXP-03",
        Title = "Applications of no further use are deactivated",
        Category = CheckCategory.Exposure,
        Severity = Severity.High,
        Provenance = [Provenance.ED],
        References = ["NIST CM-7", "NIST AC-2(3)", "ATT&CK T1098.001"],
        Remediation = "Ask the owner. Disable the service principal, and delete the application when nobody misses it; where it is still needed, write that decision into the case (Set-Ed2402CaseItem -AppId … -Decision InUse).",
        Needs = [Datasets.Applications, Datasets.ServicePrincipals, Datasets.ServicePrincipalSignInActivities],
        Widens = PrivilegeNeeds.Except(Datasets.Applications, Datasets.ServicePrincipals),
        Explains = [Datasets.OwnerlessApplications, Datasets.OwnedServicePrincipals],
        WhenNotAssessed = "Grant AuditLog.Read.All to the account that scans. Clouds other than the public one do not offer the report: there, search the sign-in log for the application's service principal sign-ins.",
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var use = new ApplicationUse(context.Analysis);
        var named = context.Analysis.Exposure.Where(r => r.SubjectType == Subject.ApplicationType).Select(r => r.SubjectId).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        bool any = false;
        foreach (ServicePrincipal principal in context.Snapshot.Get(Datasets.ServicePrincipals).Items.Where(use.MaySignIn))
        {
            any = true;
            yield return Judge(context, principal, use, named.Contains(principal.AppId ?? ""));
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "No application has a credential with which it could sign in.");
        }
    }

    private Finding Judge(CheckContext context, ServicePrincipal principal, ApplicationUse use, bool named)
    {
        var subject = new Subject(principal.DisplayName ?? principal.Id, principal.Id, nameof(PrincipalType.ServicePrincipal));
        string resource = principal.AppId ?? principal.Id;
        string evidence = string.Create(CultureInfo.InvariantCulture, $"appId={principal.AppId}; accountEnabled={principal.AccountEnabled}; namedByCase={named}");
        if (principal.AccountEnabled == false || principal.IsDisabled == true)
        {
            return Pass(context, subject, "The service principal is disabled.", resource, evidence);
        }

        UseVerdict verdict = use.Of(principal);
        CaseNote? note = context.Case?.Notes.GetValueOrDefault(principal.AppId ?? "");
        Severity severity = named || context.Privilege.Find(principal.Id) is { Tier: <= Tiers.ManagementPlane } ? Severity.High : Severity.Medium;
        return verdict.State switch
        {
            UseState.Unknown => NotAssessed(context, subject, $"{verdict.Text}.", resource, evidence),
            UseState.Unused when note?.Decision == CaseDecision.InUse => Warn(context, subject, $"{use.Reasons(principal)} The case says that it is still of use{(note.Note is null ? "" : $": {note.Note}")}.", resource, evidence, Severity.Low),
            UseState.Unused when note?.Decision == CaseDecision.WillBeDisabled => Fail(context, subject, $"{use.Reasons(principal)} The case says that it will be disabled{(note.PlannedOn is { } by ? $" by {EvidenceItem.Time(by)}" : "")}.", resource, evidence, severity),
            UseState.Unused => Fail(context, subject, use.Reasons(principal), resource, evidence, severity),
            _ => Pass(context, subject, $"The application {verdict.Text}.", resource, evidence),
        };
    }
}
