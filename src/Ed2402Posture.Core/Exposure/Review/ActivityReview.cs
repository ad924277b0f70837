using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Review;

/// <summary>Reviews what accounts and applications did since an exposure, each against its own earlier time.</summary>
public sealed class ActivityReview
{
    private readonly IReadOnlyList<ReviewSubject> subjects;
    private readonly AuditReview audits;
    private readonly string tenant;
    private readonly List<ActivityObservation> observations = [];
    private readonly List<LogCoverage> shortened = [];

    /// <summary>Begins a review.</summary>
    /// <param name="subjects">Who is reviewed.</param>
    /// <param name="tenant">The tenant's name.</param>
    public ActivityReview(IReadOnlyList<ReviewSubject> subjects, string tenant)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        this.subjects = subjects;
        this.tenant = tenant;
        audits = new AuditReview(subjects);
    }

    /// <summary>Reviews the sign-ins of one subject, streamed once.</summary>
    /// <param name="subject">Whose they are.</param>
    /// <param name="logs">All logs that show its sign-ins.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public void Add(ReviewSubject subject, IReadOnlyList<LogReading<SignIn>> logs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(logs);
        var review = new SubjectReview(subject);
        foreach (SignIn signIn in logs.SelectMany(l => l.Entries()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            review.Observe(signIn);
        }

        observations.AddRange(review.Finish([.. logs.Select(l => l.Coverage)]));
        shortened.AddRange(logs.Select(l => l.Coverage).Where(c => !c.IsWhole && !c.HidesSince(subject.Since)));
    }

    /// <summary>Reviews the changes in the directory, streamed once.</summary>
    public void Add(LogReading<DirectoryAudit> log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(log);
        foreach (DirectoryAudit audit in log.Entries())
        {
            cancellationToken.ThrowIfCancellationRequested();
            audits.Observe(audit);
        }

        observations.AddRange(audits.Finish(log.Coverage, tenant));
        if (!log.Coverage.IsWhole && subjects.Count > 0 && !log.Coverage.HidesSince(subjects.Min(s => s.Since)))
        {
            shortened.Add(log.Coverage);
        }
    }

    /// <summary>The observations, subject by subject, the gravest first.</summary>
    public IReadOnlyList<ActivityObservation> Finish()
    {
        var order = subjects.Select((s, i) => (s.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.OrdinalIgnoreCase);
        return [.. observations.Concat(Shortened()).OrderBy(o => o.SubjectId is { } id ? order.GetValueOrDefault(id, int.MaxValue) : int.MaxValue).ThenByDescending(o => o.Severity).ThenBy(o => o.When).ThenBy(o => o.Kind).ThenBy(o => o.What, StringComparer.OrdinalIgnoreCase)];
    }

    // One for all logs: each observation says by itself how long its earlier time is.
    private IEnumerable<ActivityObservation> Shortened() => shortened.Count == 0 ? [] :
    [
        new Draft(ActivityKind.LogGap, Severity.Informational)
        {
            What = string.Join("; ", shortened.Select(c => c.Log).Distinct().Order(StringComparer.Ordinal)),
            Text = $"The service does not keep {shortened.Count} of the logs as far back as asked for ({Draft.Time(shortened.Min(c => c.Asked))}): the latest of them begins at {Draft.Time(shortened.Max(c => c.From))}. The earlier time to compare with is shorter for it.",
        }.ForTenant(tenant, subjects.Min(s => s.Since)),
    ];
}
