using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Ed2402Posture.Host;

/// <summary>Runs scripts in one runspace with the module imported, shows what they give, and knows how they ended.</summary>
internal sealed class ScriptRunner : IDisposable
{
    public const int Failed = 1;
    public const int Stopped = 130;

    private readonly ConsoleWriter writer;
    private readonly ConsoleHost host;
    private readonly Runspace runspace;
    private volatile PowerShell? running;
    private volatile bool stopping;

    public ScriptRunner(ConsoleWriter writer)
    {
        this.writer = writer;
        host = new ConsoleHost(writer);
        runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.Open();
    }

    /// <summary>Runs scripts one after the other until one exits or fails.</summary>
    /// <returns>The process's exit code.</returns>
    public int Run(IEnumerable<string> scripts)
    {
        foreach (string script in scripts)
        {
            if (Run(script) is { } code)
            {
                return code;
            }
        }

        return 0;
    }

    /// <summary>Asks the pipeline to end.</summary>
    /// <returns>False when that cannot help, and the process has to end: it was asked before, or a question waits for its answer.</returns>
    public bool Stop()
    {
        if (stopping || host.IsAsking)
        {
            return false;
        }

        stopping = true;
        running?.BeginStop(null, null);
        return true;
    }

    public void Dispose() => runspace.Dispose();

    /// <returns>The exit code when this was the end, else null.</returns>
    private int? Run(string script)
    {
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddScript(script).AddCommand("Out-Default");
        shell.Streams.Error.DataAdded += (_, added) => writer.Error(ErrorText.Of(shell.Streams.Error[added.Index]));
        running = shell;
        try
        {
            if (stopping)
            {
                return Stopped;
            }

            shell.Invoke();
            return stopping ? Stopped : host.ExitCode;
        }
        catch (PipelineStoppedException)
        {
            return Stopped;
        }
        catch (RuntimeException exception)
        {
            writer.Error(ErrorText.Of(exception));
            return host.ExitCode ?? Failed;
        }
        finally
        {
            running = null;
        }
    }
}
