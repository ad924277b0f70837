using System.Management.Automation.Host;

namespace Ed2402Posture.Formatting;

/// <summary>Colours words in the default views, where the reader can see colour: the host understands escape codes, <c>$PSStyle.OutputRendering</c>
/// does not forbid them, output goes to a terminal, and <c>NO_COLOR</c> (https://no-color.org) is not set.</summary>
internal static class Colour
{
    internal const string Red = "\e[91m";
    internal const string Yellow = "\e[93m";
    internal const string Green = "\e[92m";
    internal const string Cyan = "\e[96m";
    internal const string Grey = "\e[90m";
    private const string Reset = "\e[0m";

    /// <summary>The word in the colour, or the word alone.</summary>
    internal static string Paint(string word, string? colour, PSHost? host, string? rendering) =>
        colour is not null && IsSeen(host?.UI?.SupportsVirtualTerminal == true, rendering, Console.IsOutputRedirected, Environment.GetEnvironmentVariable("NO_COLOR")) ? colour + word + Reset : word;

    /// <summary>Whether escape codes reach a reader who sees colour.</summary>
    /// <param name="understood">Whether the host understands escape codes.</param>
    /// <param name="rendering"><c>$PSStyle.OutputRendering</c>: <c>PlainText</c>, <c>Ansi</c> or <c>Host</c>.</param>
    /// <param name="redirected">Whether the process's output goes elsewhere than to a terminal.</param>
    /// <param name="noColour">The environment's <c>NO_COLOR</c>.</param>
    internal static bool IsSeen(bool understood, string? rendering, bool redirected, string? noColour) =>
        understood && string.IsNullOrEmpty(noColour) && rendering switch
        {
            "PlainText" => false,
            "Ansi" => true,
            _ => !redirected,
        };
}
