using System.Globalization;
using System.Management.Automation.Host;
using System.Text;

namespace Ed2402Posture.Formatting;

/// <summary>Breaks text between words in the languages in which PowerShell's tables break in the middle of a word: all but six.</summary>
internal static class WordWrap
{
    private const int UsualWidth = 120;
    private const int LeastWidth = 20;

    // As in PowerShell's StringManipulationHelper.
    private static readonly string[] BrokenByPowerShell = ["en", "fr", "de", "it", "pt", "es"];

    /// <summary>The text as a column of that width needs it: unchanged where PowerShell breaks between words itself.</summary>
    internal static string Fit(string text, Func<int> width) =>
        BrokenByPowerShell.Contains(CultureInfo.CurrentCulture.TwoLetterISOLanguageName) ? text : Wrap(text, width());

    /// <summary>The text in lines no longer than the width; a longer word is left for PowerShell to break.</summary>
    internal static string Wrap(string text, int width)
    {
        if (text.Length <= width)
        {
            return text;
        }

        var lines = new StringBuilder();
        int column = 0;
        foreach (string word in text.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > width)
            {
                lines.Append('\n');
                column = 0;
            }
            else if (column > 0)
            {
                lines.Append(' ');
                column++;
            }

            lines.Append(word);
            column += word.Length;
            column = column > width ? ((column - 1) % width) + 1 : column;
        }

        return lines.ToString();
    }

    /// <summary>The columns that a line has left beside those taken.</summary>
    internal static int Rest(PSHost? host, int taken) => Math.Max(LeastWidth, Width(host) - taken - 1);

    private static int Width(PSHost? host)
    {
        try
        {
            return host?.UI?.RawUI?.BufferSize.Width is > 0 and int width ? width : UsualWidth;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or NotSupportedException or IOException)
        {
            // A host without a screen.
            return UsualWidth;
        }
    }
}
