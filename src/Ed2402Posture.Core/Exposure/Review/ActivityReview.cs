using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Exposure.Logs.Files;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Review;

/// <summary>Reviews what accounts and applications did since an exposure, each against its own earlier time.</summary>
public sealed class ActivityReview
{
    private readonly IReadOnlyList<ReviewSubject> subjects;
    private readonly AuditReview audits;
    private readonly string tenant;
    private readonly Dictionary<string, SubjectReview> reviews;
    private readonly ILookup<string, ReviewSubject> users;
    private readonly ILookup<string, ReviewSubject> applications;
    private readonly Dictionary<string, IReadOnlyList<LogCoverage>> coverage = new(StringComparer.OrdinalIgnoreCase);
    private LogCoverage? changes;
    private IReadOnlyList<(LogKind Log, LogWindow Window)> windows = [];

    /// <summary>Begins a review.</summary>
    /// <param name="subjects">Who is reviewed.</param>
    /// <param name="tenant">The tenant's name.</param>
    /// <param name="withFiles">Whether files stand beside the logs: entries are told apart by id then.</param>
    public ActivityReview(IReadOnlyList<ReviewSubject> subjects, string tenant, bool withFiles = false)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        this.subjects = subjects;
        this.tenant = tenant;
        audits = new AuditReview(subjects, withFiles);
        reviews = subjects.ToDictionary(s => s.Id, s => new SubjectReview(s, withFiles), StringComparer.OrdinalIgnoreCase);
        users = ById(isUser: true);
        applications = ById(isUser: false);
    }

    /// <summary>Reviews the sign-ins of one subject, streamed once.</summary>
    /// <param name="subject">Whose they are.</param>
    /// <param name="logs">All logs that show its sign-ins.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public void Add(ReviewSubject subject, IReadOnlyList<LogReading<SignIn>> logs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(logs);
        SubjectReview review = reviews[subject.Id];
        foreach (SignIn signIn in logs.SelectMany(l => l.Entries()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            review.Observe(signIn);
        }

        coverage[subject.Id] = [.. logs.Select(l => l.Coverage)];
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

        changes = log.Coverage;
    }

    /// <summary>Reviews what files hold of the subjects beside the logs, streamed once. Call it after the logs.</summary>
    public void Add(LogFiles files, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (LogEntry entry in files.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry.Change is { } change)
            {
                audits.Observe(change);
                continue;
            }

            SignIn signIn = entry.SignIn!;
            foreach (ReviewSubject subject in entry.Kind == LogKind.WorkloadSignIns ? Of(applications, signIn.AppId, signIn.ServicePrincipalId) : Of(users, signIn.UserId, signIn.UserPrincipalName))
            {
                reviews[subject.Id].Observe(signIn);
            }
        }

        windows = [.. Enum.GetValues<LogKind>().Select(k => (k, files.Window(k))).Where(w => w.Item2 is not null).Select(w => (w.k, w.Item2!))];
        foreach (string id in coverage.Keys.ToArray())
        {
            coverage[id] = [.. coverage[id].Select(c => c with { Files = Enum.TryParse(c.Log, out LogKind kind) ? files.Window(kind) : null })];
        }

        changes = changes is null ? null : changes with { Files = files.Window(LogKind.DirectoryAudits) };
    }

    /// <summary>What the logs and files cover.</summary>
    public IReadOnlyList<LogCoverage> Coverage => [.. subjects.SelectMany(s => coverage.GetValueOrDefault(s.Id, [])), .. changes is null ? Array.Empty<LogCoverage>() : [changes]];

    /// <summary>The observations, subject by subject, the gravest first.</summary>
    public IReadOnlyList<ActivityObservation> Finish()
    {
        var order = subjects.Select((s, i) => (s.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.OrdinalIgnoreCase);
        IEnumerable<ActivityObservation> all = subjects.Where(s => coverage.ContainsKey(s.Id)).SelectMany(s => reviews[s.Id].Finish(coverage[s.Id])).Concat(changes is null ? [] : audits.Finish(changes, tenant)).Concat(Shortened()).Concat(Windows());
        return [.. all.OrderBy(o => o.SubjectId is { } id ? order.GetValueOrDefault(id, int.MaxValue) : int.MaxValue).ThenByDescending(o => o.Severity).ThenBy(o => o.When).ThenBy(o => o.Kind).ThenBy(o => o.What, StringComparer.OrdinalIgnoreCase)];
    }

    // One for all logs: each observation says by itself how long its earlier time is.
    private IEnumerable<ActivityObservation> Shortened()
    {
        DateTimeOffset earliest = subjects.Count == 0 ? DateTimeOffset.MaxValue : subjects.Min(s => s.Since);
        LogCoverage[] shortened =
        [
            .. subjects.SelectMany(s => coverage.GetValueOrDefault(s.Id, []).Where(c => !c.IsWhole && !c.HidesSince(s.Since) && !(c.KnownFrom <= c.Asked))),
            .. changes is { IsWhole: false } audit && !audit.HidesSince(earliest) && !(audit.KnownFrom <= audit.Asked) ? [audit] : Array.Empty<LogCoverage>(),
        ];
        return shortened.Length == 0 ? [] :
        [
            new Draft(ActivityKind.LogGap, Severity.Informational)
            {
                What = string.Join("; ", shortened.Select(c => c.Log).Distinct().Order(StringComparer.Ordinal)),
                Text = $"The service does not keep {shortened.Length} of the logs as far back as asked for ({Draft.Time(shortened.Min(c => c.Asked))}): the latest of them begins at {Draft.Time(shortened.Max(c => c.From))}. The earlier time to compare with is shorter for it.",
            }.ForTenant(tenant, earliest),
        ];
    }

    private IEnumerable<ActivityObservation> Windows() => windows.Select(w => new Draft(ActivityKind.LogFiles, Severity.Informational)
    {
        What = $"{w.Log}", When = w.Window.From, Text = $"{w.Log}: {w.Window.Text}.",
    }.ForTenant(tenant, subjects.Count == 0 ? w.Window.From : subjects.Min(s => s.Since)) with { LastSeen = w.Window.To, Count = w.Window.Entries });

    private ILookup<string, ReviewSubject> ById(bool isUser) => subjects.Where(s => s.IsUser == isUser).SelectMany(s => s.Ids.Append(s.Id).Distinct(StringComparer.OrdinalIgnoreCase).Select(id => (Id: id, Subject: s))).ToLookup(p => p.Id, p => p.Subject, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<ReviewSubject> Of(ILookup<string, ReviewSubject> subjects, string? id, string? name) =>
        (string.IsNullOrEmpty(id) ? [] : subjects[id]).Concat(string.IsNullOrEmpty(name) ? [] : subjects[name]).Distinct();
}
