using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Ed2402Posture.Completion;

/// <summary>Offers values for a parameter that takes wildcards. Never sends a request: what is offered is in the module or was read in this session.</summary>
public abstract class ValueCompleter : IArgumentCompleter
{
    /// <summary>The values on offer with what is said of each, best first.</summary>
    private protected abstract IEnumerable<(string Value, string Tip)> Values();

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        var pattern = WildcardPattern.Get(word + "*", WildcardOptions.IgnoreCase);
        return Values()
            .Where(v => pattern.IsMatch(v.Value))
            .DistinctBy(v => v.Value, StringComparer.OrdinalIgnoreCase)
            .Select(v => new CompletionResult(Quote(WildcardPattern.Escape(v.Value)), v.Value, CompletionResultType.ParameterValue, v.Tip));
    }

    /// <summary>A word as one may type it: in single quotes unless it starts with a letter or digit and holds but a few harmless signs.</summary>
    internal static string Quote(string value) =>
        value.Length > 0 && char.IsLetterOrDigit(value[0]) && value.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '@' or '/')
            ? value
            : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
