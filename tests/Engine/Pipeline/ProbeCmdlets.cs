using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Ed2402Posture.Commands;

namespace Ed2402Posture.Tests.Engine.Pipeline;

/// <summary>What the probes tell the tests about the work behind them.</summary>
internal sealed class Probe
{
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    public bool Ended { get; set; }
    public bool WasCancelled { get; set; }

    public static void AddTo(InitialSessionState state)
    {
        state.Commands.Add(new SessionStateCmdletEntry("Wait-Probe", typeof(WaitProbe), null));
        state.Commands.Add(new SessionStateCmdletEntry("Write-Probe", typeof(WriteProbe), null));
        state.Commands.Add(new SessionStateCmdletEntry("Invoke-Probe", typeof(InvokeProbe), null));
    }
}

/// <summary>Waits in one of its steps until it is stopped.</summary>
[Cmdlet(VerbsLifecycle.Wait, "Probe")]
public sealed class WaitProbe : Ed2402Cmdlet
{
    [Parameter(Mandatory = true)]
    public object Probe { get; set; } = "";

    [Parameter(Mandatory = true)]
    public string In { get; set; } = "";

    [Parameter(ValueFromPipeline = true)]
    public int Number { get; set; }

    private Probe Told => (Probe)(Probe is PSObject wrapped ? wrapped.BaseObject : Probe);

    protected override void Begin() => WaitIf("Begin");

    protected override void Accept() => WaitIf("Accept");

    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WriteProgressAsync(new ProgressRecord(1, "Waiting", "for a stop"));
            Told.Waiting.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Told.WasCancelled = true;
            throw;
        }
        finally
        {
            // Work that cleans up after a cancellation: the pipeline must not end before it.
            await Task.Delay(50, CancellationToken.None);
            Told.Ended = true;
        }
    }

    private void WaitIf(string step)
    {
        if (In == step)
        {
            Told.Waiting.TrySetResult();
            StopToken.WaitHandle.WaitOne();
            Told.Ended = true;
            StopToken.ThrowIfCancellationRequested();
        }
    }
}

/// <summary>Writes numbers from many threads, more than the pump holds.</summary>
[Cmdlet(VerbsCommunications.Write, "Probe")]
public sealed class WriteProbe : Ed2402Cmdlet
{
    [Parameter(Mandatory = true)]
    public object Probe { get; set; } = "";

    [Parameter]
    public int Count { get; set; } = 1;

    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var told = (Probe)(Probe is PSObject wrapped ? wrapped.BaseObject : Probe);
        try
        {
            await Parallel.ForAsync(0, Count, cancellationToken, async (number, _) =>
            {
                await WriteObjectAsync(number);
                await WriteVerboseAsync("wrote");
            });
        }
        catch (OperationCanceledException)
        {
            told.WasCancelled = true;
            throw;
        }
        finally
        {
            await Task.Delay(50, CancellationToken.None);
            told.Ended = true;
        }
    }
}

/// <summary>Does what a test says.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Probe", SupportsShouldProcess = true)]
public sealed class InvokeProbe : Ed2402Cmdlet
{
    [Parameter(Mandatory = true)]
    public string Do { get; set; } = "";

    protected override void Begin()
    {
        if (Do == "ThrowInBegin")
        {
            throw new InvalidOperationException("begun badly");
        }
    }

    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        switch (Do)
        {
            case "Throw":
                await WriteProgressAsync(new ProgressRecord(7, "Doing", "it"));
                throw new InvalidOperationException("done badly");
            case "Ask":
                await WriteObjectAsync(await ShouldProcessAsync("target", "action"));
                break;
            case "Warn":
                await WriteWarningAsync("careful");
                await WriteObjectAsync("after");
                break;
            default:
                await WriteErrorAsync(new ErrorRecord(new InvalidOperationException("one"), "One", ErrorCategory.NotSpecified, null));
                await WriteObjectAsync("after");
                break;
        }
    }
}
