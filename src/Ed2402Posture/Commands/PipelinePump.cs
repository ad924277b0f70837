using System.Globalization;
using System.Management.Automation;
using System.Threading.Channels;

namespace Ed2402Posture.Commands;

/// <summary>Runs asynchronous work on the thread pool while the pipeline thread carries out what the work hands over: only that thread may
/// write. The channel is bounded, so that work never runs far ahead of a slow reader.</summary>
internal sealed class PipelinePump : IDisposable
{
    private const int Capacity = 256;

    private readonly Channel<Action> actions = Channel.CreateBounded<Action>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly CancellationTokenSource ending;
    private readonly CancellationToken stop;

    /// <summary>Makes a pump for one piece of work.</summary>
    /// <param name="stop">Cancelled when the user stops the pipeline.</param>
    public PipelinePump(CancellationToken stop)
    {
        this.stop = stop;
        ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
    }

    /// <summary>Hands an action over to the pipeline thread; ends when there was room for it.</summary>
    public ValueTask PostAsync(Action action) => actions.Writer.WriteAsync(action, ending.Token);

    /// <summary>Has the pipeline thread answer a question; ends with the answer.</summary>
    public async Task<T> AskAsync<T>(Func<T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        await PostAsync(() => answer.SetResult(question())).ConfigureAwait(false);
        return await answer.Task.WaitAsync(ending.Token).ConfigureAwait(false);
    }

    /// <summary>Runs the work until it and its actions are done. However this ends, the work has ended too: <c>break</c> and
    /// <c>Select-Object -First</c> leave by an exception out of an action and never call StopProcessing. What an action throws is
    /// PowerShell's own and goes up as it is.</summary>
    /// <returns>What the work threw, or null.</returns>
    /// <exception cref="PipelineStoppedException">The user stopped the pipeline.</exception>
    public Exception? Run(Func<CancellationToken, Task> work)
    {
        Task task = Task.Run(() => WorkAsync(work));
        try
        {
            while (actions.Reader.WaitToReadAsync(stop).AsTask().GetAwaiter().GetResult())
            {
                while (!stop.IsCancellationRequested && actions.Reader.TryRead(out Action? action))
                {
                    action();
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            ending.Cancel();
            Task.WhenAny(task).GetAwaiter().GetResult();
        }

        return task.IsCompletedSuccessfully ? null
            : stop.IsCancellationRequested ? throw new PipelineStoppedException()
            : task.Exception?.InnerException ?? new TaskCanceledException(task);
    }

    /// <inheritdoc/>
    public void Dispose() => ending.Dispose();

    private async Task WorkAsync(Func<CancellationToken, Task> work)
    {
        // What the module says, its files and its verdicts are the same whatever the user's calendar and digits; this holds for the work alone.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            await work(ending.Token).ConfigureAwait(false);
        }
        finally
        {
            actions.Writer.TryComplete();
        }
    }
}
