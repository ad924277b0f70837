using System.Globalization;
using System.Management.Automation.Host;
using System.Reflection;

namespace Ed2402Posture.Host;

/// <summary>The host of the engine: a console.</summary>
internal sealed class ConsoleHost : PSHost
{
    private readonly ConsoleUserInterface ui;

    public ConsoleHost(ConsoleWriter writer) => ui = new ConsoleUserInterface(writer);

    /// <summary>The code of an <c>exit</c> statement, once there was one.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Whether a question waits for its answer.</summary>
    public bool IsAsking => ui.IsAsking;

    public override string Name => "Ed2402Posture.Host";
    public override Version Version { get; } = Assembly.GetExecutingAssembly().GetName().Version ?? new Version(0, 0);
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override PSHostUserInterface UI => ui;
    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;
    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new NotSupportedException("This console has no nested prompt.");

    public override void ExitNestedPrompt()
    {
    }

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
