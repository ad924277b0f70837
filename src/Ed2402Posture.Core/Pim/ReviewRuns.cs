using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Pim;

/// <summary>Which reviews and which of their runs matter: what a scan reads of them, and what the check looks at.</summary>
public static class ReviewRuns
{
    /// <summary>Runs that are over; one that was stopped is completed too. From Microsoft Graph's <c>accessReviewInstance</c>, and what the service answers beyond it.</summary>
    private static readonly string[] Over = ["Completing", "Completed", "AutoReviewing", "AutoReviewed", "Applying", "Applied"];

    /// <summary>Ids of the reviews that ask again and again about all users that hold some directory role.</summary>
    public static IEnumerable<string> OfRoles(IEnumerable<AccessReviewDefinition> reviews)
    {
        ArgumentNullException.ThrowIfNull(reviews);
        return reviews.Where(r => new RoleReview(r, default).RecursForRoles).Select(r => r.Id);
    }

    /// <summary>The last run that is over, of each review and, where a review has runs of their own for several roles, of each of these.</summary>
    public static IEnumerable<AccessReviewInstance> Last(IEnumerable<AccessReviewInstance> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return runs.Where(r => Over.Contains(r.Status, StringComparer.OrdinalIgnoreCase)).GroupBy(r => $"{r.ParentId}|{string.Join('|', (r.Scope?.ResourceScopes ?? []).Select(s => s.Query).Order(StringComparer.OrdinalIgnoreCase))}", StringComparer.OrdinalIgnoreCase)
            .Select(g => g.OrderByDescending(r => r.StartDateTime).ThenBy(r => r.Id, StringComparer.Ordinal).First());
    }

    /// <summary>The key of a run: its review and itself.</summary>
    public static string Key(AccessReviewInstance run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return $"{run.ParentId}/{run.Id}";
    }
}
