using System.Globalization;
using Ed2402Posture.Core.Settings;

namespace Ed2402Posture.Core.Checks;

/// <summary>Applies the settings' waivers to a check's findings. Days count by the snapshot's time.</summary>
internal static class WaiverBook
{
    private const string All = "*";

    /// <summary>Failures and warnings that a waiver names become Waived; a waiver that has expired, whose name stands for several
    /// subjects (anyone may give an application the name of another), or that matches nothing of a check that was assessed whole, becomes a warning of its own.</summary>
    public static IEnumerable<Finding> Apply(CheckMetadata check, CheckContext context, IReadOnlyList<Finding> findings, bool assessed)
    {
        List<Waiver> waivers = [.. context.Settings.Waivers.Where(w => string.Equals(w.CheckId, check.Id, StringComparison.OrdinalIgnoreCase))];
        if (waivers.Count == 0)
        {
            return findings;
        }

        DateOnly today = DateOnly.FromDateTime(context.Now.UtcDateTime);
        ILookup<string, string> ids = findings.Where(f => f.SubjectType != Subject.TenantType).DistinctBy(f => (f.Subject.ToUpperInvariant(), f.SubjectId.ToUpperInvariant())).ToLookup(f => f.Subject, f => f.SubjectId, StringComparer.OrdinalIgnoreCase);
        List<Waiver> unclear = [.. waivers.Where(w => ids[w.Subject].Count() > 1)];
        List<Waiver> valid = [.. waivers.Where(w => w.Expires >= today).Except(unclear)];
        var used = new HashSet<Waiver>(ReferenceEqualityComparer.Instance);
        var result = new List<Finding>(findings.Count);
        foreach (Finding finding in findings)
        {
            Waiver? waiver = finding.Outcome is Outcome.Fail or Outcome.Warning ? valid.Where(w => Matches(w, finding)).MaxBy(w => w.Expires) : null;
            used.UnionWith(waiver is null ? [] : valid.Where(w => Matches(w, finding)));
            result.Add(waiver is null ? finding : Waive(finding, waiver));
        }

        result.AddRange(waivers.Where(w => w.Expires < today).Select(w => Warn(check, context, w, $"The waiver expired on {Date(w.Expires)}; what it covered counts again.")));
        result.AddRange(unclear.Where(w => w.Expires >= today).Select(w => Warn(check, context, w, $"The waiver covers nothing: {ids[w.Subject].Count()} different subjects have that name ({string.Join(", ", ids[w.Subject])}). Name the one that is meant by its object id.")));
        if (assessed)
        {
            result.AddRange(valid.Where(w => !used.Contains(w)).Select(w => Warn(check, context, w, "The waiver matches nothing that fails; remove it, or mend the name of its subject.")));
        }

        return result;
    }

    private static bool Matches(Waiver waiver, Finding finding) =>
        waiver.Subject == All
        || string.Equals(waiver.Subject, finding.SubjectId, StringComparison.OrdinalIgnoreCase)
        || string.Equals(waiver.Subject, finding.Subject, StringComparison.OrdinalIgnoreCase);

    private static Finding Waive(Finding finding, Waiver waiver) => finding with
    {
        Outcome = Outcome.Waived,
        Reason = $"Waived until {Date(waiver.Expires)} ({waiver.Reason}): {finding.Reason}",
        WaivedUntil = new DateTimeOffset(waiver.Expires.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
    };

    private static Finding Warn(CheckMetadata check, CheckContext context, Waiver waiver, string reason) => FindingFactory.Create(
        check, context, Outcome.Warning, new Subject(waiver.Subject, waiver.Subject, Subject.WaiverType), reason,
        evidence: $"checkId={waiver.CheckId}; subject={waiver.Subject}; expires={Date(waiver.Expires)}; reason={waiver.Reason}",
        severity: Severity.Low,
        remediation: "Renew the waiver with a new date and reason, or remove it from the settings.");

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
