using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Logs;

/// <summary>The logs that a snapshot holds.</summary>
/// <param name="snapshot">The snapshot.</param>
public sealed class SnapshotLogs(Snapshot snapshot) : ILogs
{
    /// <inheritdoc/>
    public Task<LogReading<T>> ReadAsync<T>(LogStream<T> stream, DateTimeOffset from, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(stream);
        Dataset<T> dataset = snapshot.Get(stream.Dataset);
        CollectionScope scope = dataset.State.Scope ?? CollectionScope.None;
        bool held = dataset.State.Status is DatasetStatus.Complete or DatasetStatus.Partial && Covers(scope, stream.Kind, stream.Subject);
        T[] entries = held ? [.. dataset.Items.Where(i => LogTimes.Of(i) >= from && Is(i, stream.Kind, stream.Subject))] : [];
        DateTimeOffset? earliest = entries.Min(LogTimes.Of);
        var coverage = new LogCoverage
        {
            Log = $"{stream.Kind}", Subject = stream.Subject, Asked = from, Entries = entries.Length, Earliest = earliest,
            Status = held || dataset.State.Status is not (DatasetStatus.Complete or DatasetStatus.Partial) ? dataset.State.Status : DatasetStatus.NotCollected,
            Reason = held && dataset.IsComplete ? null : held ? dataset.State.Describe(dataset.Definition.Name) : "the snapshot does not hold it",
            From = held ? scope.LogsSince is { } since && since > from ? since : scope.LogsSince is null ? earliest : from : null, To = held ? snapshot.Info.CollectedAt : null,
        };
        return Task.FromResult(new LogReading<T>(coverage, () => entries));
    }

    // A snapshot without a scope is one that was made by hand: what it holds is all there is.
    private static bool Covers(CollectionScope scope, LogKind kind, string? subject) => kind switch
    {
        LogKind.DirectoryAudits => true,
        _ when scope.LogsSince is null || scope.LogsOfEveryone => true,
        LogKind.WorkloadSignIns => scope.Applications.Contains(subject!, StringComparer.OrdinalIgnoreCase),
        _ => subject is not null && scope.Users.Contains(subject, StringComparer.OrdinalIgnoreCase),
    };

    private static bool Is(object entry, LogKind kind, string? subject) => (entry, kind) switch
    {
        (SignIn signIn, LogKind.InteractiveSignIns) => subject is null || IsUser(signIn, subject),
        (SignIn signIn, LogKind.NonInteractiveSignIns) => HasType(signIn, "nonInteractiveUser") && IsUser(signIn, subject),
        (SignIn signIn, LogKind.NonInteractiveWrongPasswords) => HasType(signIn, "nonInteractiveUser") && signIn.Status?.ErrorCode == 50126,
        (SignIn signIn, LogKind.WorkloadSignIns) => (HasType(signIn, "servicePrincipal") || HasType(signIn, "managedIdentity")) && Same(signIn.AppId, subject),
        _ => true,
    };

    private static bool HasType(SignIn signIn, string type) => signIn.SignInEventTypes?.Contains(type, StringComparer.OrdinalIgnoreCase) == true;

    private static bool IsUser(SignIn signIn, string? subject) => Same(signIn.UserId, subject) || Same(signIn.UserPrincipalName, subject);

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
