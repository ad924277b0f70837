using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Ed2402Posture.Tests.Engine.Infrastructure;

/// <summary>A runspace of the real engine with the built module imported.</summary>
internal sealed class EngineSession : IDisposable
{
    private readonly Runspace runspace;

    public EngineSession(bool import = true, Action<InitialSessionState>? configure = null)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        configure?.Invoke(state);
        Host = new RecordingHost();
        runspace = RunspaceFactory.CreateRunspace(Host, state);
        runspace.Open();
        if (import)
        {
            Run($"Import-Module '{ModuleUnderTest.Manifest}'").AssertNoErrors();
        }
    }

    /// <summary>What the session shows to a person.</summary>
    public RecordingHost Host { get; }

    /// <summary>A session that shows the sample tenant.</summary>
    public static EngineSession Demo()
    {
        var session = new EngineSession();
        session.Run("Connect-Ed2402Tenant -Demo").AssertNoErrors();
        return session;
    }

    /// <summary>Runs a script; variables are set for it by name.</summary>
    public EngineResult Run(string script, params (string Name, object? Value)[] variables)
    {
        using PowerShell shell = Shell(script, variables);
        return EngineResult.Of(shell, shell.Invoke());
    }

    /// <summary>A script ready to be invoked by the test itself.</summary>
    public PowerShell Shell(string script, params (string Name, object? Value)[] variables)
    {
        foreach ((string name, object? value) in variables)
        {
            runspace.SessionStateProxy.SetVariable(name, value);
        }

        return PowerShell.Create(runspace).AddScript(script);
    }

    /// <summary>Runs a script that must end in exactly one terminating error, and gives that error.</summary>
    public ErrorRecord Fail(string script, params (string Name, object? Value)[] variables)
    {
        EngineResult result = Run($"try {{ $null = . {{ {script} }} ; 'no error' }} catch {{ $_ }}", variables);
        Assert.Empty(result.Errors);
        return Assert.IsType<ErrorRecord>(Assert.Single(result.Output).BaseObject);
    }

    /// <summary>The text that a person sees of what a script gives.</summary>
    public string Render(string script, params (string Name, object? Value)[] variables)
    {
        Host.Clear();
        using PowerShell shell = Shell(script, variables);
        shell.AddCommand("Out-Default").Invoke();
        Assert.Empty(shell.Streams.Error);
        return Host.Text;
    }

    public void Dispose() => runspace.Dispose();
}
