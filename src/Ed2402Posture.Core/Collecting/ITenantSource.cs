using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Collecting;

/// <summary>Makes tenant sources. Implemented behind the private load context, found there by the name <see cref="TypeName"/>.</summary>
public interface ITenantSourceFactory
{
    /// <summary>Assembly that holds the implementation.</summary>
    const string AssemblyName = "Ed2402Posture.Azure";
    /// <summary>Full name of the implementation, which has a public constructor without parameters.</summary>
    const string TypeName = "Ed2402Posture.Azure.TenantSourceFactory";

    /// <summary>Signs in and proves it with one token for Graph and, where it is wanted, one for ARM.</summary>
    /// <exception cref="SignInException">The sign-in did not work.</exception>
    Task<ITenantSource> ConnectAsync(SignInOptions options, CancellationToken cancellationToken);
}

/// <summary>A tenant to which one is signed in.</summary>
public interface ITenantSource : IAsyncDisposable
{
    /// <summary>Who is signed in, where.</summary>
    TenantIdentity Identity { get; }

    /// <summary>Reads the datasets wanted, and those that they rest on, into the builder. A dataset that cannot be read gets its status
    /// there; only cancellation and programming errors leave as exceptions.</summary>
    /// <param name="wanted">What to read; everything that a wanted dataset rests on is read too.</param>
    /// <param name="into">Receives the datasets. What it already holds is not read again.</param>
    /// <param name="observer">Hears of requests and progress, on any thread.</param>
    /// <param name="cancellationToken">Ends the collection at once.</param>
    Task CollectAsync(IReadOnlyCollection<DatasetDefinition> wanted, SnapshotBuilder into, IScanObserver observer, CancellationToken cancellationToken);

    /// <summary>Tells what it would take to read the datasets wanted, and those that they rest on. What is not known is asked for with a few
    /// requests (role assignments, subscriptions, numbers of workloads); the rest is estimated.</summary>
    /// <param name="wanted">What would be read.</param>
    /// <param name="known">What an earlier collection read, or null.</param>
    /// <param name="anew">Whether all would be read anew; without, what is known would not be read again.</param>
    /// <param name="observer">Hears of the requests, on any thread.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    Task<ScanPlan> PlanAsync(IReadOnlyCollection<DatasetDefinition> wanted, Snapshot? known, bool anew, IScanObserver observer, CancellationToken cancellationToken);

    /// <summary>Reads one page of a log, for those who keep what they read and go on where they ended.</summary>
    /// <typeparam name="T">The type of its entries.</typeparam>
    /// <param name="stream">Which log.</param>
    /// <param name="from">The earliest time wanted (UTC).</param>
    /// <param name="to">The latest time wanted, itself included (UTC).</param>
    /// <param name="cursor">What the page before named as the next; null for the first page.</param>
    /// <param name="observer">Hears of requests, on any thread.</param>
    /// <param name="cancellationToken">Ends the reading at once.</param>
    Task<LogPage<T>> ReadLogAsync<T>(LogStream<T> stream, DateTimeOffset from, DateTimeOffset to, string? cursor, IScanObserver observer, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Asks the service's own What If evaluation of conditional access about one sign-in, at that service's pace. It changes nothing. A refusal is
    /// in the answer; only cancellation and programming errors leave as exceptions.</summary>
    /// <param name="question">The sign-in.</param>
    /// <param name="observer">Hears of requests, on any thread.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    Task<WhatIfAnswer> EvaluateAsync(WhatIfQuestion question, IScanObserver observer, CancellationToken cancellationToken);
}

/// <summary>Who is signed in, where; read from the token's claims and the answers, never the token itself.</summary>
public sealed record TenantIdentity
{
    /// <summary>The tenant's id.</summary>
    public required string TenantId { get; init; }
    /// <summary>User principal name or application id of the caller, where the token tells.</summary>
    public string? Account { get; init; }
    /// <summary>Object id of the caller.</summary>
    public string? AccountId { get; init; }
    /// <summary>How one signed in.</summary>
    public required SignInMethod Method { get; init; }
    /// <summary>Where.</summary>
    public required CloudEnvironment Environment { get; init; }
    /// <summary>Permissions that the Graph token carries (<c>roles</c> or <c>scp</c>); empty when it does not tell.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];
    /// <summary>Whether the permissions are application permissions; a delegated sign-in needs a directory role too.</summary>
    public bool IsApplication { get; init; }
    /// <summary>Whether nobody watches: no prompt, no progress, requests of low priority.</summary>
    public bool Unattended { get; init; }
    /// <summary>Whether a token for Azure Resource Manager was obtained.</summary>
    public bool HasResourceManager { get; init; }
    /// <summary>Why not, when it was not.</summary>
    public string? ResourceManagerReason { get; init; }
}

/// <summary>Hears what a scan does. Called on any thread; implementations must not block.</summary>
public interface IScanObserver
{
    /// <summary>A request goes out: method and address (which never holds a secret).</summary>
    void Request(string method, Uri address);

    /// <summary>A dataset advanced: items so far.</summary>
    void Progress(DatasetDefinition dataset, long items);

    /// <summary>A dataset is done, whole or not.</summary>
    void Finished(DatasetDefinition dataset, DatasetState state);

    /// <summary>The scan waits: for a quota, a Retry-After, a retry.</summary>
    void Waiting(string lane, TimeSpan duration, string reason);
}
