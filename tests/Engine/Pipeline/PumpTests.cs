using System.Management.Automation;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Pipeline;

public sealed class PumpTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("Begin")]
    [InlineData("Accept")]
    [InlineData("Run")]
    public async Task A_stop_ends_the_work_before_the_pipeline(string step)
    {
        var probe = new Probe();
        using var session = new EngineSession(configure: Probe.AddTo);
        using PowerShell shell = session.Shell("1, 2 | Wait-Probe -Probe $probe -In $step", ("probe", probe), ("step", step));
        Task<PSDataCollection<PSObject>> running = shell.InvokeAsync();
        await probe.Waiting.Task;
        shell.Stop();
        await Assert.ThrowsAsync<PipelineStoppedException>(() => running);
        Assert.True(probe.Ended);
        Assert.Equal(step == "Run", probe.WasCancelled);
        Assert.Empty(shell.Streams.Error);
    }

    [Fact]
    public void Every_write_from_many_threads_arrives()
    {
        using var session = new EngineSession(configure: Probe.AddTo);
        EngineResult result = session.Run("Write-Probe -Probe $probe -Count 5000 -Verbose", ("probe", new Probe()));
        Assert.Equal(Enumerable.Range(0, 5000), result.All<int>().Order());
        Assert.Equal(5000, result.Verbose.Count);
    }

    /// <summary>A break leaves by an exception out of WriteObject, with writers waiting for room; StopProcessing is never called.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_break_downstream_ends_the_work_before_the_pipeline()
    {
        var probe = new Probe();
        using var session = new EngineSession(configure: Probe.AddTo);
        EngineResult result = await Task.Run(() => session.Run("foreach ($once in 1) { Write-Probe -Probe $probe -Count 5000 | ForEach-Object { $_; break } }; 'after'", ("probe", probe)));
        Assert.Equal("after", result.AssertNoErrors().Output[^1].BaseObject);
        Assert.True(result.Output.Count < 10);
        Assert.True(probe.Ended);
        Assert.True(probe.WasCancelled);
    }

    [Theory]
    [InlineData("Throw", "done badly")]
    [InlineData("ThrowInBegin", "begun badly")]
    public void An_unexpected_exception_is_one_terminating_error(string action, string message)
    {
        using var session = new EngineSession(configure: Probe.AddTo);
        ErrorRecord error = session.Fail("Invoke-Probe -Do $action", ("action", action));
        Assert.StartsWith("Unexpected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Equal("Invoke-Probe", error.TargetObject);
    }

    [Fact]
    public void Progress_is_completed_when_the_work_fails()
    {
        using var session = new EngineSession(configure: Probe.AddTo);
        using PowerShell shell = session.Shell("try { Invoke-Probe -Do Throw } catch { }");
        shell.Invoke();
        Assert.Equal([ProgressRecordType.Processing, ProgressRecordType.Completed], shell.Streams.Progress.Select(p => p.RecordType));
    }

    [Fact]
    public void What_PowerShell_throws_out_of_a_write_goes_up_as_it_is()
    {
        using var session = new EngineSession(configure: Probe.AddTo);
        ErrorRecord error = session.Fail("Invoke-Probe -Do Error -ErrorAction Stop");
        Assert.StartsWith("One,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("Unexpected", session.Fail("Invoke-Probe -Do Warn -WarningAction Stop").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_non_terminating_error_lets_the_work_go_on()
    {
        using var session = new EngineSession(configure: Probe.AddTo);
        EngineResult result = session.Run("Invoke-Probe -Do Error");
        Assert.Equal("One,Ed2402Posture.Tests.Engine.Pipeline.InvokeProbe", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Equal("after", Assert.Single(result.Output).BaseObject);
    }

    [Fact]
    public void A_question_is_answered_on_the_pipeline_thread()
    {
        using var session = new EngineSession(configure: Probe.AddTo);
        Assert.False(session.Run("Invoke-Probe -Do Ask -WhatIf").Single<bool>());
        Assert.True(session.Run("Invoke-Probe -Do Ask -Confirm:$false").Single<bool>());
    }
}
