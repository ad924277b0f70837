using System.Diagnostics;

namespace Ed2402Posture.Tests.Engine.Infrastructure;

/// <summary>Runs one of the built programs to its end.</summary>
internal sealed record ChildProcess(int ExitCode, string Output, string Error)
{
    /// <summary>Runs the Host.</summary>
    public static Task<ChildProcess> HostAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string input = "") =>
        RunAsync(ModuleUnderTest.Host, arguments, environment, input);

    public static async Task<ChildProcess> RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string input = "")
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using Process process = Start(program, arguments, environment);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation), error = process.StandardError.ReadToEndAsync(cancellation);
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellation);
            return new ChildProcess(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Starts a built program under the dotnet that runs the tests.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="environment">What is added to its environment.</param>
    /// <param name="interruptible">Whether Ctrl+C shall reach it in any case, on Linux: what runs in the background of a script inherits that it is ignored.</param>
    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, bool interruptible = false)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        var start = new ProcessStartInfo(interruptible ? "env" : dotnet, [.. interruptible ? ["--default-signal=INT", dotnet] : Array.Empty<string>(), program, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
