using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace Ed2402Posture.Host;

/// <summary>Turns what is to be run into scripts for the engine.</summary>
internal static partial class ScriptText
{
    /// <summary>Quotes text as a PowerShell string.</summary>
    public static string Quote(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    /// <summary>The call of a script file with arguments from a command line: what looks like a parameter is one, the rest is text.</summary>
    public static string Call(string file, IEnumerable<string> arguments) => $"& {Quote(file)} {string.Join(' ', arguments.Select(Argument))}";

    /// <summary>The statements of a script, each to be shown by itself as when it is typed: in one pipeline the second type of objects
    /// would be laid out by the first one's view. A script with parameters, blocks or traps stays whole, and so does one with syntax errors.</summary>
    public static IReadOnlyList<string> Statements(string script)
    {
        ScriptBlockAst ast = Parser.ParseInput(script, out _, out ParseError[] errors);
        bool plain = errors.Length == 0 && ast is { ParamBlock: null, BeginBlock: null, ProcessBlock: null, DynamicParamBlock: null, EndBlock: { Unnamed: true, Traps: null }, UsingStatements.Count: 0 };
        return plain ? [.. ast.EndBlock.Statements.Select(statement => statement.Extent.Text)] : [script];
    }

    private static string Argument(string argument)
    {
        Match parameter = Parameter().Match(argument);
        return !parameter.Success ? Quote(argument)
            : !parameter.Groups["value"].Success ? argument
            : parameter.Groups["value"].Value.ToUpperInvariant() is "$TRUE" or "$FALSE" ? argument
            : parameter.Groups["name"].Value + Quote(parameter.Groups["value"].Value);
    }

    [GeneratedRegex(@"^(?<name>-[A-Za-z_]\w*:)(?<value>.+)$|^-[A-Za-z_]\w*$", RegexOptions.Singleline)]
    private static partial Regex Parameter();
}
