using Ed2402Posture.Host;

// Names of people and organisations are not ASCII; Windows consoles are, unless told.
Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var arguments = HostArguments.Parse(args);
if (arguments.Error is not null || arguments.Help)
{
    (arguments.Help ? Console.Out : Console.Error).WriteLine((arguments.Error is null ? "" : arguments.Error + Environment.NewLine) + HostArguments.Usage);
    return arguments.Help ? 0 : 2;
}

var writer = new ConsoleWriter();
if (!File.Exists(ModuleFile.Path))
{
    writer.Error($"There is no module at '{ModuleFile.Path}'. Build it first: ./build.ps1, or dotnet build.");
    return ScriptRunner.Failed;
}

using var runner = new ScriptRunner(writer);
Console.CancelKeyPress += (_, pressed) => pressed.Cancel = runner.Stop();
IEnumerable<string> scripts = arguments switch
{
    { Command: { } command } => ScriptText.Statements(command),
    { File: { } file } => [ScriptText.Call(file, arguments.FileArguments), "if ($LASTEXITCODE) { exit $LASTEXITCODE }"],
    _ => DemoScan.Statements,
};
return runner.Run([$"$ErrorActionPreference = 'Stop'; Import-Module {ScriptText.Quote(ModuleFile.Path)}", .. scripts]);
