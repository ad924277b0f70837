using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Exposure.Logs.Files;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Review;

/// <summary>Reads the logs of a review and gives its observations.</summary>
public static class ReviewRun
{
    // Each stream waits for its page most of the time; the quota of the reports allows no more than this many to be of use.
    private const int SideBySide = 4;

    /// <summary>Reviews.</summary>
    /// <param name="subjects">Who is reviewed.</param>
    /// <param name="logs">Gives the logs.</param>
    /// <param name="tenant">The tenant's name.</param>
    /// <param name="baseline">How long before the exposure the account's own earlier time begins.</param>
    /// <param name="cancellationToken">Ends it; what was read stays in the cache.</param>
    /// <param name="files">Files that stand beside the logs, or null.</param>
    public static async Task<ReviewOutcome> RunAsync(IReadOnlyList<ReviewSubject> subjects, ILogs logs, string tenant, TimeSpan baseline, CancellationToken cancellationToken, LogFiles? files = null)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(logs);
        if (subjects.Count == 0)
        {
            return new ReviewOutcome([], []);
        }

        var signIns = new IReadOnlyList<LogReading<SignIn>>[subjects.Count];
        Task<LogReading<DirectoryAudit>> changes = logs.ReadAsync(new LogStream<DirectoryAudit>(Datasets.DirectoryAudits, LogKind.DirectoryAudits), subjects.Min(s => s.Since) - baseline, cancellationToken);
        Task reading = Parallel.ForAsync(0, subjects.Count, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellationToken }, async (i, token) =>
        {
            var readings = new List<LogReading<SignIn>>();
            foreach (LogStream<SignIn> stream in Streams(subjects[i]))
            {
                readings.Add(await logs.ReadAsync(stream, subjects[i].Since - baseline, token).ConfigureAwait(false));
            }

            signIns[i] = readings;
        });

        // Both end before either's failure leaves: no request outlives the review.
        await Task.WhenAll(reading, changes).ConfigureAwait(false);

        var review = new ActivityReview(subjects, tenant, files is not null);
        for (int i = 0; i < subjects.Count; i++)
        {
            review.Add(subjects[i], signIns[i], cancellationToken);
        }

        review.Add(await changes.ConfigureAwait(false), cancellationToken);
        if (files is not null)
        {
            review.Add(files, cancellationToken);
        }

        return new ReviewOutcome(review.Finish(), review.Coverage);
    }

    private static IEnumerable<LogStream<SignIn>> Streams(ReviewSubject subject) => subject.IsUser
        ? [new(Datasets.SignIns, LogKind.InteractiveSignIns, subject.Id), new(Datasets.OtherSignIns, LogKind.NonInteractiveSignIns, subject.Id)]
        : [new(Datasets.OtherSignIns, LogKind.WorkloadSignIns, subject.Id)];
}

/// <summary>What a review gives.</summary>
/// <param name="Observations">What was observed, subject by subject, the gravest first.</param>
/// <param name="Logs">What the logs cover.</param>
public sealed record ReviewOutcome(IReadOnlyList<ActivityObservation> Observations, IReadOnlyList<LogCoverage> Logs);
