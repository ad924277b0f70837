namespace Ed2402Posture.Host;

/// <summary>What the command line asks for.</summary>
internal sealed record HostArguments
{
    public const string Usage = """
        usage: dotnet run --project src/Ed2402Posture.Host [-- <what to run>]

          (nothing)                   scans the sample tenant and prints what does not pass, and a summary
          -Command '<script>'         runs the script; with - it is read from standard input
          -File <path> [arguments]    runs the script file with its arguments
          -Help                       prints this

        The module is imported already. $ErrorActionPreference is 'Stop': an error ends the script, unless it says
        otherwise. The exit code is that of the script's exit statement, 1 after a terminating error, 2 when the
        command line is wrong and 130 after Ctrl+C.
        """;

    public string? Command { get; private init; }
    public string? File { get; private init; }
    public IReadOnlyList<string> FileArguments { get; private init; } = [];
    public bool Help { get; private init; }
    public string? Error { get; private init; }

    public static HostArguments Parse(IReadOnlyList<string> args)
    {
        string name = args.Count == 0 ? "" : args[0].TrimStart('-', '/').ToUpperInvariant();
        return (name, args.Count) switch
        {
            (_, 0) => new(),
            ("COMMAND" or "C", 1) => new() { Error = "-Command needs a script." },
            ("COMMAND" or "C", 2) when args[1] == "-" => new() { Command = Console.In.ReadToEnd() },
            ("COMMAND" or "C", _) => new() { Command = string.Join(' ', args.Skip(1)) },
            ("FILE" or "F", 1) => new() { Error = "-File needs the path of a script." },
            ("FILE" or "F", _) when !System.IO.File.Exists(args[1]) => new() { Error = $"There is no file '{args[1]}'." },
            ("FILE" or "F", _) => new() { File = Path.GetFullPath(args[1]), FileArguments = [.. args.Skip(2)] },
            ("HELP" or "H" or "?", 1) => new() { Help = true },
            _ => new() { Error = $"'{args[0]}' is not known." },
        };
    }
}
