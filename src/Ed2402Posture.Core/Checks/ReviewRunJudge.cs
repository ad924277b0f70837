using System.Globalization;
using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>How the last run of an access review went: whether it is over and lately, whether people decided, and whether that was applied.</summary>
/// <param name="context">What is judged.</param>
/// <param name="limit">Longest time between two reviews, in days.</param>
internal sealed class ReviewRunJudge(CheckContext context, int limit)
{
    /// <summary>Months differ in length, and runs end at different hours.</summary>
    private const int SlackDays = 3;

    private readonly Dataset<AccessReviewInstance> runs = context.Snapshot.Get(Datasets.AccessReviewInstances);
    private readonly Dataset<AccessReviewDecision> decisions = context.Snapshot.Get(Datasets.AccessReviewDecisions);

    /// <summary>The verdict on a running review of a role.</summary>
    public (Outcome Outcome, string Reason) Judge(RoleReview review, string roleDefinitionId)
    {
        if (!runs.IsComplete)
        {
            return (Outcome.NotAssessed, $"{runs.State.Describe(runs.Definition.Name)}: whether '{review.Name}' was carried out is unknown.");
        }

        List<AccessReviewInstance> mine = [.. runs.Items.Where(r => Same(r.ParentId, review.Id) && (r.Scope?.ResourceScopes is not { Count: > 0 } || RoleReview.Names(r.Scope, roleDefinitionId)))];
        AccessReviewInstance? last = ReviewRuns.Last(mine).OrderByDescending(r => r.StartDateTime).FirstOrDefault();
        return last is null ? Unfinished(review)
            : (last.EndDateTime ?? last.StartDateTime) is not { } end ? (Outcome.NotAssessed, $"Partial: accessReviewInstances lacks when the last run of '{review.Name}' ended.")
            : Finished(review, last, end < context.Now ? end : context.Now);
    }

    private (Outcome Outcome, string Reason) Unfinished(RoleReview review) => review.Begins is { } begins && begins.AddDays(review.RunDays + 1) > context.Now
        ? (Outcome.Warning, Text($"'{review.Name}' began on {begins:yyyy-MM-dd}: its first run is not over, so that nothing is decided yet."))
        : (Outcome.Fail, $"No run of '{review.Name}' is over.");

    private (Outcome Outcome, string Reason) Finished(RoleReview review, AccessReviewInstance last, DateTimeOffset end)
    {
        int days = (int)(context.Now - end).TotalDays;
        string run = Text($"the last run of '{review.Name}', which ended on {end:yyyy-MM-dd}"), Run = "T" + run[1..];
        if (days > limit + review.RunDays + SlackDays)
        {
            return (Outcome.Fail, Text($"{Run}, is {days} days ago (limit {limit})."));
        }

        if (!decisions.IsComplete)
        {
            return (Outcome.NotAssessed, $"{decisions.State.Describe(decisions.Definition.Name)}: what {run}, decided is unknown.");
        }

        List<AccessReviewDecision> all = [.. decisions.Items.Where(d => Same(d.ParentId, ReviewRuns.Key(last)))];
        int open = all.Count(d => !IsByPerson(d)), denied = all.Count(d => Same(d.Decision, "Deny") && d.ApplyResult?.StartsWith("AppliedSuccessfully", StringComparison.OrdinalIgnoreCase) != true);
        bool removes = review.AppliesItself && review.DefaultDecision is { } byDefault && !Same(byDefault, "Approve");
        return all.Count == 0 ? (Outcome.Warning, $"{Run}, reviewed nobody.")
            : open == all.Count && !removes ? (Outcome.Fail, $"Nobody decided anything in {run}.")
            : denied > 0 ? review.AppliesItself && days <= SlackDays
                ? (Outcome.Warning, $"{Run}, denied the role to {denied} holders and has not taken it from them yet.")
                : (Outcome.Fail, $"{Run}, denied the role to {denied} holders from whom it was not taken.")
            : open == all.Count ? (Outcome.Warning, $"Nobody decided anything in {run}; '{review.DefaultDecision}' stood in for it.")
            : open > 0 && !removes ? (Outcome.Warning, $"In {run}, nobody decided on {open} of {all.Count} holders, who keep the role.")
            : (Outcome.Pass, $"'{review.Name}' reviews the role: {run}, decided on {all.Count} holders and was applied.");
    }

    /// <summary>Whether a person approved or denied: what the service decides by default has no reviewer.</summary>
    private static bool IsByPerson(AccessReviewDecision decision) =>
        (Same(decision.Decision, "Approve") || Same(decision.Decision, "Deny")) && Guid.TryParse(decision.ReviewedBy?.Id, out Guid reviewer) && reviewer != Guid.Empty;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
