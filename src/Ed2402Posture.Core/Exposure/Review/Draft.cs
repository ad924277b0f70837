using System.Globalization;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Exposure.Review;

/// <summary>An observation that is being made.</summary>
internal sealed record Draft(ActivityKind Kind, Severity Severity)
{
    public required string Text { get; init; }
    public string? What { get; init; }
    public string? Baseline { get; init; }
    public int? BaselineDays { get; init; }
    public Sighting? Seen { get; init; }
    public DateTimeOffset? When { get; init; }

    public static string Time(DateTimeOffset? time) => time is { } known ? known.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : "an unknown time";

    public static string Times(long count) => count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{count} times");

    public static string DaysOf(int days) => days == 1 ? "day" : string.Create(CultureInfo.InvariantCulture, $"{days} days");

    /// <summary>The observation of a subject.</summary>
    public ActivityObservation For(ReviewSubject subject) => With(subject.Name, subject.Id, subject.Type, subject.Since, subject.References);

    /// <summary>The observation of the tenant as a whole.</summary>
    public ActivityObservation ForTenant(string tenant, DateTimeOffset since) => With(tenant, null, "Tenant", since, []);

    private ActivityObservation With(string subject, string? id, string type, DateTimeOffset since, IReadOnlyList<string> references) => new()
    {
        Kind = Kind, Severity = Severity, Subject = subject, SubjectId = id, SubjectType = type, Since = since, Text = Text, What = What, Baseline = Baseline, BaselineDays = BaselineDays,
        When = When ?? Seen?.FirstAfter, LastSeen = Seen?.LastAfter, Count = Seen?.After ?? 0, Evidence = new TextList<string>([.. Seen?.Ids ?? []]), CorrelationId = Seen?.Correlation, References = new TextList<string>([.. references]),
    };
}
