using System.Globalization;
using System.Reflection;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Errors;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Commands;

/// <summary>Base of the cmdlets that need a tenant: gives them the session, reads what is missing, keeps it for the session.</summary>
public abstract partial class TenantCmdlet : Ed2402Cmdlet
{
    private Session? session;
    private bool keepsNoMore;

    /// <summary>The session of this runspace.</summary>
    private protected Session Session => session ?? throw new InvalidOperationException("A cmdlet that overrides Begin calls the base first.");

    /// <summary>Whether there is a session; false only in a cmdlet that can do without one and did not call <see cref="Begin"/>.</summary>
    protected bool HasSession => session is not null;

    /// <inheritdoc/>
    protected override void Begin()
    {
        session = Session.Current;
        if (session is null)
        {
            ThrowTerminatingError(ErrorRecords.NotConnected(MyInvocation.MyCommand.Name));
        }
    }

    /// <summary>The snapshot with the wanted datasets: those that the session does not hold yet are read from the tenant. Call it once,
    /// from <see cref="Ed2402Cmdlet.RunAsync"/>.</summary>
    /// <param name="wanted">What the cmdlet looks at.</param>
    /// <param name="refresh">Whether to read anew what the session holds.</param>
    /// <param name="cancellationToken">Ends the reading at once.</param>
    /// <param name="scope">What to ask for in datasets that are read on demand.</param>
    protected Task<Snapshot> GetSnapshotAsync(IReadOnlyCollection<DatasetDefinition> wanted, bool refresh, CancellationToken cancellationToken, CollectionScope? scope = null) =>
        GetSnapshotAsync(wanted, refresh, new ScanAids { Scope = scope ?? CollectionScope.None }, cancellationToken);

    /// <summary>As <see cref="GetSnapshotAsync(IReadOnlyCollection{DatasetDefinition}, bool, CancellationToken, CollectionScope?)"/>, with what helps a scan.</summary>
    private protected async Task<Snapshot> GetSnapshotAsync(IReadOnlyCollection<DatasetDefinition> wanted, bool refresh, ScanAids aids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        Snapshot? held = Session.Snapshot;
        if (Session.Source is null)
        {
            if (refresh)
            {
                throw ErrorRecords.RefreshWithoutTenant(MyInvocation.MyCommand.Name, Session.Origin).ToException();
            }

            await WarnAsync(held!, wanted).ConfigureAwait(false);
            return held!;
        }

        Snapshot? kept = refresh ? null : held;
        DatasetDefinition[] all = [.. wanted.Append(Datasets.Organization).Distinct()], missing = [.. all.Where(d => kept?.Get(d).Holds(aids.Scope) != true)];

        // What is held is named too: some of it may have to be read again, together with what is missing. The log of changes is large, and goes by the cache on disk.
        bool changes = aids.Scope.LogsSince is not null && missing.Contains(Datasets.DirectoryAudits);
        DatasetDefinition[] direct = [.. all.Where(d => !changes || d != Datasets.DirectoryAudits)];
        Snapshot snapshot = kept is not null && missing.Length == (changes ? 1 : 0) ? kept : await CollectAsync(Session.Source, kept, direct, missing.Length, aids, cancellationToken).ConfigureAwait(false);
        snapshot = changes ? await WithChangesAsync(Session.Source, snapshot, aids, cancellationToken).ConfigureAwait(false) : snapshot;
        Session.Snapshot = snapshot;
        await WarnAsync(snapshot, wanted.Concat(missing)).ConfigureAwait(false);
        return snapshot;
    }

    /// <summary>Where and when a scan begins, if it begins now.</summary>
    private protected static SnapshotInfo InfoOf(ITenantSource source) => new()
    {
        TenantId = source.Identity.TenantId,
        Cloud = source.Identity.Environment.Name,
        CollectedAt = DateTimeOffset.UtcNow,
        ModuleVersion = ModuleVersion,
    };

    private async Task<Snapshot> CollectAsync(ITenantSource source, Snapshot? kept, DatasetDefinition[] wanted, int missing, ScanAids aids, CancellationToken cancellationToken)
    {
        var info = kept?.Info ?? aids.Work?.Info ?? InfoOf(source);
        var builder = new SnapshotBuilder(kept ?? aids.Work?.Restored) { Scope = aids.Scope, Since = aids.Since, TracksChanges = aids.TracksChanges };
        await WatchAsync(
            observer => source.CollectAsync(wanted, builder, observer, cancellationToken), missing, cancellationToken,
            done => KeepAsync(aids.Work, builder.Find(done), cancellationToken)).ConfigureAwait(false);
        string? name = builder.Find(Datasets.Organization) is Dataset<Core.Snapshots.Items.Organization> { Items: [var organization, ..] } ? organization.DisplayName : info.TenantName;
        return builder.Build(info with { TenantName = name });
    }

    /// <summary>Tells what reading would take, lane by lane, and reads nothing but the few numbers that a plan needs.</summary>
    /// <param name="source">The tenant.</param>
    /// <param name="wanted">What would be read.</param>
    /// <param name="anew">Whether all would be read anew, what the session holds too.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    private protected async Task WritePlanAsync(ITenantSource source, IReadOnlyCollection<DatasetDefinition> wanted, bool anew, CancellationToken cancellationToken)
    {
        DatasetDefinition[] all = [.. wanted.Append(Datasets.Organization).Distinct()];
        ScanPlan? plan = null;
        await WatchAsync(async observer => plan = await source.PlanAsync(all, Session.Snapshot, anew, observer, cancellationToken).ConfigureAwait(false), 0, cancellationToken).ConfigureAwait(false);
        foreach (PlannedLane lane in plan!.Lanes)
        {
            await WriteObjectAsync(lane).ConfigureAwait(false);
        }

        await WriteVerboseAsync(string.Create(CultureInfo.InvariantCulture, $"{plan.Lanes.Sum(l => l.Requests)} requests in at least {plan.Seconds:0.#} s: the lanes run side by side.")).ConfigureAwait(false);
    }

    /// <summary>Does what reads from the tenant, and shows its requests and progress. When it ends, however it does, the work has ended too.</summary>
    private protected async Task WatchAsync(Func<IScanObserver, Task> work, int datasets, CancellationToken cancellationToken, Func<DatasetDefinition, Task>? keep = null, string otherwise = "Logs; after a stop the next run goes on here")
    {
        var events = new ScanEvents();
        Task working = WorkAsync();
        try
        {
            await ReportAsync(events, datasets, keep, otherwise, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Also when a write failed or the user stopped: no request outlives the cmdlet.
            await working.ConfigureAwait(false);
        }

        async Task WorkAsync()
        {
            try
            {
                await work(events).ConfigureAwait(false);
            }
            finally
            {
                events.Complete();
            }
        }
    }

    /// <summary>Keeps a dataset that is done for a later continuation. A disk that does not take it ends the keeping, not the scan.</summary>
    private async Task KeepAsync(ScanWork? work, Dataset? dataset, CancellationToken cancellationToken)
    {
        if (work is null || dataset is null || keepsNoMore)
        {
            return;
        }

        try
        {
            await work.KeepAsync(dataset, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            keepsNoMore = true;
            await WriteWarningAsync($"What is read from here on is not kept for -Resume: {exception.Message}").ConfigureAwait(false);
        }
    }

    private async Task ReportAsync(ScanEvents events, int datasets, Func<DatasetDefinition, Task>? keep, string otherwise, CancellationToken cancellationToken)
    {
        var progress = new ScanProgress(Session.Snapshot?.Info.TenantName ?? Session.Origin, datasets, otherwise);
        await foreach (ScanEvent scanEvent in events.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            string? verbose = scanEvent switch
            {
                RequestSent sent => $"{sent.Method} {sent.Address}",
                LaneWaits waits => string.Create(CultureInfo.InvariantCulture, $"Waiting {waits.Duration.TotalSeconds:0.###} s: {waits.Lane}: {waits.Reason}"),
                DatasetFinished done => string.Create(CultureInfo.InvariantCulture, $"{done.State.Describe(done.Dataset.Name)}, {done.State.Ledger.Items} items in {done.State.Ledger.Requests} requests"),
                _ => null,
            };
            if (keep is not null && scanEvent is DatasetFinished { Dataset: var finished })
            {
                await keep(finished).ConfigureAwait(false);
            }

            if (verbose is not null)
            {
                await WriteVerboseAsync(verbose).ConfigureAwait(false);
            }

            if (!Session.Identity.Unattended && progress.Next(scanEvent) is { } record)
            {
                await WriteProgressAsync(record).ConfigureAwait(false);
            }
        }

        if (!Session.Identity.Unattended)
        {
            await WriteProgressAsync(progress.Completed()).ConfigureAwait(false);
        }
    }

    private async Task WarnAsync(Snapshot snapshot, IEnumerable<DatasetDefinition> wanted)
    {
        foreach (Dataset dataset in wanted.Distinct().Select(snapshot.Get))
        {
            if (!dataset.IsComplete && Session.IsNews(dataset))
            {
                string again = dataset.State.Status == DatasetStatus.Failed && Session.Source is not null ? " Use -Refresh to read it again." : "";
                await WriteWarningAsync(dataset.State.Describe(dataset.Definition.Name) + again).ConfigureAwait(false);
            }
        }
    }

    private static string ModuleVersion => typeof(TenantCmdlet).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
