namespace Ed2402Posture.Host;

/// <summary>What the console is: a terminal or a file, with colour or without.</summary>
internal static class Terminal
{
    private const int WidthWithoutTerminal = 120;
    private const int HeightWithoutTerminal = 50;

    private static readonly bool ColourWanted =
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Whether escape codes may go to standard output.</summary>
    public static bool OutputHasColour { get; } = ColourWanted && !Console.IsOutputRedirected;

    /// <summary>Whether escape codes may go to standard error.</summary>
    public static bool ErrorHasColour { get; } = ColourWanted && !Console.IsErrorRedirected;

    /// <summary>Whether a line on standard error can be rewritten in place.</summary>
    public static bool ErrorIsTerminal { get; } = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Whether a person may answer.</summary>
    public static bool CanAsk { get; } = !Console.IsInputRedirected;

    /// <summary>Columns of a line.</summary>
    public static int Width => Console.IsOutputRedirected ? WidthWithoutTerminal : Known(Console.WindowWidth, WidthWithoutTerminal);

    /// <summary>Rows of the window.</summary>
    public static int Height => Console.IsOutputRedirected ? HeightWithoutTerminal : Known(Console.WindowHeight, HeightWithoutTerminal);

    private static int Known(int size, int otherwise) => size > 0 ? size : otherwise;
}
