using System.Diagnostics;
using System.Text.Json;

namespace Ed2402Posture.Benchmarks.Scan;

/// <summary>This program in a process of its own: what it holds and takes is its own too.</summary>
internal static class Child
{
    /// <summary>Starts it. It inherits the error output.</summary>
    public static Process Start(IEnumerable<string> arguments, string? certificate = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Child).Assembly.Location);
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (certificate is not null)
        {
            start.Environment["SSL_CERT_FILE"] = certificate;
        }

        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end and reads what it prints.</summary>
    public static async Task<T> RunAsync<T>(IEnumerable<string> arguments, string certificate, IReadOnlyDictionary<string, string>? environment = null)
    {
        using Process process = Start(arguments, certificate, environment);
        string text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? JsonSerializer.Deserialize<T>(text)! : throw new InvalidOperationException($"{arguments.First()} ended with {process.ExitCode}.");
    }
}
