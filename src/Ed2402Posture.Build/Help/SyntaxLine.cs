using System.Text.RegularExpressions;

namespace Ed2402Posture.Build.Help;

/// <summary>Reads a line as <c>Get-Command -Syntax</c> writes it.</summary>
internal static partial class SyntaxLine
{
    public static IReadOnlyList<SyntaxParameter> Read(string syntax)
    {
        int position = 0;
        return [.. Parameter().Matches(syntax).Select(match => new SyntaxParameter(
            match.Groups["name"].Value,
            Required: match.Groups["positional"].Success || match.Groups["plain"].Success,
            Position: match.Groups["positional"].Success || match.Groups["optionalPositional"].Success ? position++ : null))];
    }

    // [[-Name] <Type>], [-Name] <Type>, [-Name …] and -Name …: in this order, since the later ones are contained in the earlier.
    [GeneratedRegex(@"(?<optionalPositional>\[\[-(?<name>\w+)\]\s+<)|(?<positional>\[-(?<name>\w+)\]\s+<)|(?<optional>\[-(?<name>\w+)[\s\]])|(?<plain>(?<=\s)-(?<name>\w+))", RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();
}
