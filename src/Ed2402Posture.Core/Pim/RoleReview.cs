using System.Globalization;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Pim;

/// <summary>What an access review means for directory roles.</summary>
internal sealed class RoleReview(AccessReviewDefinition review, DateTimeOffset now)
{
    private const string Roles = "/roleManagement/directory/roleDefinitions/";

    public string Id => review.Id;

    public string Name => review.DisplayName ?? review.Id;

    /// <summary>Whether what was decided is applied by itself.</summary>
    public bool AppliesItself => review.Settings?.AutoApplyDecisionsEnabled == true;

    /// <summary>What happens to a holder on whom nobody decides, as <c>Deny</c>; null where nothing does.</summary>
    public string? DefaultDecision => review.Settings is { DefaultDecisionEnabled: true, DefaultDecision: { Length: > 0 } decision } && !decision.Equals("None", StringComparison.OrdinalIgnoreCase) ? decision : null;

    /// <summary>Days that one run of it lasts.</summary>
    public int RunDays => review.Settings?.InstanceDurationInDays ?? 0;

    /// <summary>When its first run begins; null where that is not told.</summary>
    public DateTimeOffset? Begins => Date(review.Settings?.Recurrence?.Range?.StartDate);

    /// <summary>Whether it asks again and again about all users that hold some directory role.</summary>
    public bool RecursForRoles => IntervalDays is not null && Reviews("/users") && (review.Scope?.ResourceScopes ?? []).Any(r => RoleOf(r.Query) is not null);

    /// <summary>Whether it reviews groups that hold the role.</summary>
    public bool ReviewsGroups => Reviews("/groups");

    /// <summary>Days between two reviews, a month counted as 30; null when it does not recur.</summary>
    public int? IntervalDays
    {
        get
        {
            int interval = Math.Max(1, review.Settings?.Recurrence?.Pattern?.Interval ?? 1);
            return review.Settings?.Recurrence?.Pattern?.Type?.ToUpperInvariant() switch
            {
                "DAILY" => interval,
                "WEEKLY" => 7 * interval,
                "ABSOLUTEMONTHLY" or "RELATIVEMONTHLY" => 30 * interval,
                "ABSOLUTEYEARLY" or "RELATIVEYEARLY" => 365 * interval,
                _ => null,
            };
        }
    }

    /// <summary>Whether it reviews all users that hold the role: not some of them, as guests or inactive ones.</summary>
    public bool Covers(string roleDefinitionId) => Names(review.Scope, roleDefinitionId) && Reviews("/users");

    /// <summary>Whether a scope names the role.</summary>
    public static bool Names(AccessReviewScope? scope, string roleDefinitionId) => (scope?.ResourceScopes ?? []).Any(r => RoleOf(r.Query) is { } role && string.Equals(role, roleDefinitionId, StringComparison.OrdinalIgnoreCase));

    /// <summary>Why it reviews nobody now; null when it runs.</summary>
    public string? NotRunning()
    {
        RecurrenceRange? range = review.Settings?.Recurrence?.Range;
        return Date(range?.StartDate) is { } start && start > now ? $"begins only on {range!.StartDate}"
            : Date(range?.EndDate) is { } end && string.Equals(range?.Type, "endDate", StringComparison.OrdinalIgnoreCase) && end.AddDays(1) <= now ? $"ended on {range!.EndDate}"
            : Date(range?.StartDate) is { } first && string.Equals(range?.Type, "numbered", StringComparison.OrdinalIgnoreCase) && range is { NumberOfOccurrences: > 0 and var times } && IntervalDays is { } days && first.AddDays((double)days * times) <= now ? $"ended after {times} reviews"
            : string.Equals(review.Status, "Completed", StringComparison.OrdinalIgnoreCase) ? "is completed"
            : null;
    }

    private bool Reviews(string principals) => (review.Scope?.PrincipalScopes ?? []).Any(p => p.InactiveDuration is null && p.Query is { } query && WithoutVersion(query).Equals(principals, StringComparison.OrdinalIgnoreCase));

    private static string? RoleOf(string? query) => query is not null && WithoutVersion(query) is var path && path.StartsWith(Roles, StringComparison.OrdinalIgnoreCase) ? path[Roles.Length..].TrimEnd('/') : null;

    private static string WithoutVersion(string query)
    {
        string path = query.StartsWith('/') ? query : "/" + query;
        return path.StartsWith("/v1.0/", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/beta/", StringComparison.OrdinalIgnoreCase) ? path[5..] : path;
    }

    private static DateTimeOffset? Date(string? text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date : null;
}
