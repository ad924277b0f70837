using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>A case's record as a verdict of a check: what the data proves passes, what it disproves fails, and what a person has to show is a warning.</summary>
internal static class CaseVerdicts
{
    private static readonly string[] Statuses = [.. Enum.GetNames<DatasetStatus>().Select(s => s + ":")];

    /// <summary>The records of the case with their results, those that the check is about.</summary>
    public static IEnumerable<(CaseItem Item, ExposureResult Result)> Of(CheckContext context, Func<ExposureRecord, bool> isAbout)
    {
        var items = context.Case!.Items.ToDictionary(i => i.RecordId, StringComparer.Ordinal);
        return context.Case.Records.Zip(context.Analysis.Exposure).Where(p => isAbout(p.First)).Select(p => (items[p.First.Id], p.Second));
    }

    /// <summary>The outcome of a record's result.</summary>
    public static (Outcome Outcome, string Reason, Severity? Severity) Judge(CaseItem item, ExposureResult result)
    {
        string decided = item.Decision == CaseDecision.Undecided ? "" : $" {item.DecidedBy} decided on {EvidenceItem.Time(item.DecidedOn)}: {Words(item)}";
        return item.Decision == CaseDecision.NotExposed
            ? (Outcome.NotApplicable, $"The record was a mistake.{decided}", null)
            : result.State switch
            {
                ExposureState.Remediated => (Outcome.Pass, result.Reason, null),
                ExposureState.Open => (Outcome.Fail, result.Reason + decided, null),
                ExposureState.CannotProve when Statuses.Any(s => result.Reason.StartsWith(s, StringComparison.Ordinal)) => (Outcome.NotAssessed, result.Reason + decided, null),
                ExposureState.CannotProve => (Outcome.Warning, result.Reason + decided, item.Decision == CaseDecision.ResetByHand ? Severity.Informational : Severity.Medium),
                _ => (Outcome.Warning, result.Reason + decided, Severity.Low),
            };
    }

    private static string Words(CaseItem item) => item.Decision switch
    {
        CaseDecision.ResetByHand => $"reset by hand{(item.ResetOn is { } on ? $" on {EvidenceItem.Time(on)}" : "")}{Note(item)}.",
        CaseDecision.WillBeDisabled => $"of no further use, will be disabled{(item.PlannedOn is { } on ? $" by {EvidenceItem.Time(on)}" : "")}{Note(item)}.",
        CaseDecision.NotExposed => $"nothing was exposed{Note(item)}.",
        _ => $"still in use{Note(item)}.",
    };

    private static string Note(CaseItem item) => item.Note is null ? "" : $" ({item.Note})";
}
