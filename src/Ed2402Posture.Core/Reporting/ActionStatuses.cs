using System.Globalization;
using Ed2402Posture.Core.Exposure.Cases;

namespace Ed2402Posture.Core.Reporting;

/// <summary>The required actions of ED 24-02 over the records of a case.</summary>
internal static class ActionStatuses
{
    public static IReadOnlyList<ActionStatus> Of(IReadOnlyList<ReportItem> items, IReadOnlyList<CaseEvent> reports)
    {
        ReportItem[] ofApplications = [.. items.Where(i => i.Actions.Contains("2a", StringComparison.Ordinal))];
        ReportItem[] reviewable = [.. items.Where(i => i.Actions.Contains("2b", StringComparison.Ordinal))];
        int apps = ofApplications.Count(i => i.AppDeactivated == true);
        return
        [
            Remediation("1", "Remediate exposed tokens, passwords, API keys and other credentials", items, ""),
            Remediation("2a", "Reset credentials in associated applications; deactivate those of no further use", ofApplications, string.Create(CultureInfo.InvariantCulture, $" {apps} of them belong to applications that are disabled or deleted.")),
            Review(reviewable),
            new()
            {
                Action = "3", Title = "Identify the content of the exposed correspondence and analyse the impact", State = ActionState.NotAssessed, Total = 0, Done = 0,
                Text = "The module reads no e-mail: a person has to report this action.",
            },
            new()
            {
                Action = "4", Title = "Report status at once, at a set date, and weekly until done", State = reports.Count == 0 ? ActionState.InProgress : items.All(i => i.Closed) ? ActionState.Done : ActionState.InProgress, Total = reports.Count + 1, Done = reports.Count + 1,
                FirstOn = reports.Count == 0 ? null : reports[0].At, LastOn = reports.Count == 0 ? null : reports[^1].At, Text = string.Create(CultureInfo.InvariantCulture, $"{reports.Count} reports before this one."),
            },
        ];
    }

    private static ActionStatus Remediation(string action, string title, IReadOnlyCollection<ReportItem> items, string more)
    {
        int closed = items.Count(i => i.Closed);
        DateTimeOffset[] dates = [.. items.Where(i => i.Closed).Select(i => i.ResetOn ?? i.ProvenOn).OfType<DateTimeOffset>()];
        return new ActionStatus
        {
            Action = action, Title = title, State = State(items.Count, closed), Total = items.Count, Done = closed, FirstOn = Min(dates), LastOn = Max(dates), PlannedOn = Max([.. items.Where(i => !i.Closed).Select(i => i.PlannedOn).OfType<DateTimeOffset>()]),
            Text = items.Count == 0 ? "No record falls under it." : string.Create(CultureInfo.InvariantCulture, $"{closed} of {items.Count} records are closed, {items.Count - closed} outstanding, {items.Count(i => i.Overdue)} overdue.{more}"),
        };
    }

    private static ActionStatus Review(ReportItem[] items)
    {
        int whole = items.Count(i => i.ReviewIsWhole), part = items.Count(i => !i.ReviewIsWhole && i.ReviewedOn is not null), judge = items.Count(i => i.ToJudge > 0 && i.MaliciousActivity == MaliciousActivity.Unknown);
        DateTimeOffset[] dates = [.. items.Select(i => i.ReviewedOn).OfType<DateTimeOffset>()];
        return new ActionStatus
        {
            Action = "2b", Title = "Review sign-in, token issuance and other activity of the users and services concerned", Total = items.Length, Done = whole, FirstOn = Min(dates), LastOn = Max(dates),
            State = judge > 0 && whole == items.Length ? ActionState.InProgress : whole == 0 && part > 0 ? ActionState.InProgress : State(items.Length, whole),
            Text = items.Length == 0 ? "No record falls under it." : string.Create(CultureInfo.InvariantCulture, $"Of {items.Length} records, the logs of {whole} were reviewed over all the time since the exposure, those of {part} over a part of it; {judge} have observations that a person has to judge."),
        };
    }

    private static ActionState State(int total, int done) => total == 0 ? ActionState.NotApplicable : done == total ? ActionState.Done : done == 0 ? ActionState.NotStarted : ActionState.InProgress;

    private static DateTimeOffset? Min(DateTimeOffset[] dates) => dates.Length == 0 ? null : dates.Min();

    private static DateTimeOffset? Max(DateTimeOffset[] dates) => dates.Length == 0 ? null : dates.Max();
}
