using System.Globalization;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Review;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>EXP-04: every change since the exposure that gives somebody power has an explanation. One finding a change, and one for the time that the log no longer shows.</summary>
internal sealed class Exp04ChangesAreExplained : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "EXP-04",
        Title = "Credential, consent and role changes since the exposure are explained",
        Category = CheckCategory.Exposure,
        Severity = Severity.Critical,
        Provenance = [Provenance.ED],
        References = ["NIST AU-6", "NIST IR-4", "NIST AC-2(4)", "ATT&CK T1098", "ATT&CK T1098.003", "ATT&CK T1528"],
        Remediation = "Ask whoever made the change. Undo what nobody can explain and treat it as an intrusion; write the explanation of the others into the case (Add-Ed2402CaseExplanation).",
        Needs = [Datasets.DirectoryAudits],
        Widens = [.. PrivilegeNeeds.All.Append(Datasets.SubscribedSkus)],
        NeedsCase = true,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Case!.Since is not { } since)
        {
            yield return NotApplicable(context, context.Tenant, "The case has no record yet, so it has no date from which on changes count.");
            yield break;
        }

        var changes = new PowerChanges(context);
        string window = ChangeWindow.Of(context.Snapshot) is { } covered ? covered.Text : "an unknown time";
        int unexplained = 0;
        foreach (DirectoryAudit audit in context.Snapshot.Get(Datasets.DirectoryAudits).Items.Where(a => a.ActivityDateTime >= since).OrderBy(a => a.ActivityDateTime))
        {
            if (changes.KindOf(audit) is not { } kind)
            {
                continue;
            }

            string reason = PowerChanges.Words(audit);
            string evidence = $"id={audit.Id}; kind={kind}; correlationId={audit.CorrelationId}; address={audit.InitiatedBy?.User?.IpAddress}; log={window}";
            if (context.Case.Explanations.TryGetValue(audit.Id, out CaseEvent? explained))
            {
                yield return Pass(context, changes.SubjectOf(audit), string.Create(CultureInfo.InvariantCulture, $"{reason} {explained.By} explained it on {explained.At:yyyy-MM-dd}: {explained.Explanation!.Reason}"), audit.Id, evidence);
                continue;
            }

            unexplained++;
            yield return Fail(context, changes.SubjectOf(audit), reason, audit.Id, evidence, kind == ActivityKind.FederationChange ? null : Severity.High);
        }

        yield return Window(context, since, unexplained);
    }

    private Finding Window(CheckContext context, DateTimeOffset since, int unexplained)
    {
        string of = string.Create(CultureInfo.InvariantCulture, $"{since:yyyy-MM-dd HH:mm} UTC");
        ChangeWindow? covered = ChangeWindow.Of(context.Snapshot);
        return covered is null
            ? NotAssessed(context, context.Tenant, $"Partial: it is not known from when on {Datasets.DirectoryAudits} was read, nor how long the service keeps it; the exposure is of {of}.", CaseExplanation.Window)
            : covered.From > since
                ? NotAssessed(context, context.Tenant, $"Partial: {Datasets.DirectoryAudits} shows {covered.Text}; the exposure is of {of}, and what was changed before is not kept by the service any more. Look in what is exported.", CaseExplanation.Window)
                : unexplained == 0
                    ? Pass(context, context.Tenant, $"{Datasets.DirectoryAudits} shows {covered.Text}, all the time since the exposure of {of}; every such change has its explanation.", CaseExplanation.Window)
                    : Fail(context, context.Tenant, string.Create(CultureInfo.InvariantCulture, $"{unexplained} changes since the exposure of {of} have no explanation; {Datasets.DirectoryAudits} shows {covered.Text}."), CaseExplanation.Window, severity: Severity.High);
    }
}
