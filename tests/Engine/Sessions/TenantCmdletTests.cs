using System.Management.Automation;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Sessions;

public sealed class TenantCmdletTests : IDisposable
{
    private readonly ProbeSource source = new();
    private readonly EngineSession session = new(configure: ProbeSource.AddTo);

    public TenantCmdletTests() => session.Run("Connect-Probe $source", ("source", source)).AssertNoErrors();

    [Fact]
    public void The_tenant_is_read_once_and_anew_with_Refresh()
    {
        Snapshot first = session.Run("Read-Probe").Single<Snapshot>();
        Assert.Equal(("t", "Probe Ltd", "AzureCloud"), (first.Info.TenantId, first.Info.TenantName, first.Info.Cloud));
        Assert.Same(first, session.Run("Read-Probe").Single<Snapshot>());
        Snapshot anew = session.Run("Read-Probe -Refresh").Single<Snapshot>();
        Assert.NotSame(first, anew);
        Assert.Equal([["domains", "organization"], ["domains", "organization"]], source.Collections);
    }

    [Fact]
    public void What_could_not_be_read_is_a_warning_once_for_each_state()
    {
        source.Collect = Unread(new DatasetState { Status = DatasetStatus.Failed, Reason = "503" });
        Assert.Equal(["Failed: domains (503) Use -Refresh to read it again."], session.Run("Read-Probe").Warnings);
        Assert.Empty(session.Run("Read-Probe").Warnings);
        Assert.Empty(session.Run("Read-Probe -Refresh").Warnings);
        source.Collect = Unread(new DatasetState { Status = DatasetStatus.NoPermission, Missing = "Domain.Read.All" });
        Assert.Equal(["NoPermission: domains needs Domain.Read.All"], session.Run("Read-Probe -Refresh").Warnings);
        Assert.Single(session.Run("Connect-Probe $source; Read-Probe", ("source", source)).Warnings);

        static Func<SnapshotBuilder, Core.Collecting.IScanObserver, CancellationToken, Task> Unread(DatasetState state) => (into, _, _) =>
        {
            into.SetUnread(Datasets.Domains, state);
            into.Complete(Datasets.Organization);
            return Task.CompletedTask;
        };
    }

    [Fact]
    public void A_collection_that_breaks_is_one_error_keeps_what_was_held_and_completes_its_progress()
    {
        Snapshot before = session.Run("Read-Probe").Single<Snapshot>();
        source.Collect = (_, observer, _) =>
        {
            observer.Progress(Datasets.Domains, 12);
            throw new InvalidOperationException("broken");
        };
        using PowerShell shell = session.Shell("try { Read-Probe -Refresh } catch { $_.FullyQualifiedErrorId }");
        Assert.StartsWith("Unexpected,", shell.Invoke()[0].ToString(), StringComparison.Ordinal);
        Assert.Equal([ProgressRecordType.Processing, ProgressRecordType.Completed], shell.Streams.Progress.Select(p => p.RecordType));
        Assert.Same(before, session.Run("Read-Probe").Single<Snapshot>());
    }

    [Fact]
    public void Requests_and_waits_are_named_and_progress_is_few()
    {
        Func<SnapshotBuilder, Core.Collecting.IScanObserver, CancellationToken, Task> plain = source.Collect;
        source.Collect = (into, observer, cancellation) =>
        {
            observer.Request("GET", new Uri("https://graph.microsoft.com/v1.0/domains"));
            observer.Waiting("directory", TimeSpan.FromSeconds(2), "Retry-After");
            for (int i = 0; i < 2000; i++)
            {
                observer.Progress(Datasets.Domains, i);
            }

            observer.Finished(Datasets.Domains, new DatasetState { Status = DatasetStatus.Complete });
            return plain(into, observer, cancellation);
        };
        EngineResult result = session.Run("Read-Probe -Verbose").AssertNoErrors();
        Assert.Equal("GET https://graph.microsoft.com/v1.0/domains", result.Verbose[0]);
        Assert.Contains("2 s", result.Verbose[1], StringComparison.Ordinal);
        Assert.Contains("domains", result.Verbose[2], StringComparison.Ordinal);
        Assert.InRange(result.Progress.Count, 2, 200);
        Assert.All(result.Progress, p => Assert.Equal(2402, p.ActivityId));
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Fact]
    public void A_new_connection_and_a_disconnect_end_the_one_before()
    {
        var second = new ProbeSource();
        session.Run("Connect-Probe $source", ("source", second)).AssertNoErrors();
        Assert.Equal((true, false), (source.Disposed, second.Disposed));
        session.Run("Disconnect-Ed2402Tenant").AssertNoErrors();
        Assert.True(second.Disposed);
        Assert.Empty(session.Run("Disconnect-Ed2402Tenant").AssertNoErrors().Warnings);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stop_waits_for_the_collection_to_end()
    {
        var reading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool ended = false;
        source.Collect = async (_, _, cancellation) =>
        {
            try
            {
                reading.SetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            finally
            {
                await Task.Delay(50, CancellationToken.None);
                ended = true;
            }
        };
        using PowerShell shell = session.Shell("Read-Probe");
        Task<PSDataCollection<PSObject>> running = shell.InvokeAsync();
        await reading.Task;
        shell.Stop();
        await Assert.ThrowsAsync<PipelineStoppedException>(() => running);
        Assert.True(ended);
    }

    public void Dispose() => session.Dispose();
}
