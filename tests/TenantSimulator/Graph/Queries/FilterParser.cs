using System.Globalization;
using System.Text.RegularExpressions;

namespace Ed2402Posture.TenantSimulator.Graph.Queries;

/// <summary>A filter that is not OData, or more of it than is served.</summary>
internal sealed class FilterSyntaxException(string message) : Exception(message);

/// <summary>Parses the part of OData's <c>$filter</c> that Microsoft Graph's directory endpoints take.</summary>
internal sealed partial class FilterParser
{
    private static readonly string[] Comparisons = ["eq", "ne", "ge", "gt", "le", "lt"];
    private static readonly string[] Functions = ["startswith", "endswith", "contains"];
    private readonly List<string> tokens;
    private int at;

    private FilterParser(string text)
    {
        tokens = [.. Token().Matches(text).Select(m => m.Value)];
        if (!string.IsNullOrWhiteSpace(Token().Replace(text, "")))
        {
            throw new FilterSyntaxException($"Syntax error in '{text}'.");
        }
    }

    /// <exception cref="FilterSyntaxException">The text is not such a filter.</exception>
    public static Filter Parse(string text)
    {
        var parser = new FilterParser(text);
        Filter filter = parser.Or();
        return parser.at == parser.tokens.Count ? filter : throw new FilterSyntaxException($"Syntax error at '{parser.tokens[parser.at]}' in '{text}'.");
    }

    private Filter Or()
    {
        Filter left = And();
        while (Is("or"))
        {
            at++;
            left = new OrFilter(left, And());
        }

        return left;
    }

    private Filter And()
    {
        Filter left = Term();
        while (Is("and"))
        {
            at++;
            left = new AndFilter(left, Term());
        }

        return left;
    }

    private Filter Term()
    {
        if (Is("not"))
        {
            at++;
            return new NotFilter(Term());
        }

        if (Is("("))
        {
            at++;
            Filter inner = Or();
            Take(")");
            return inner;
        }

        string name = Next();
        string lower = name.ToLowerInvariant();
        if (Functions.Contains(lower) && Is("("))
        {
            at++;
            string path = Next();
            Take(",");
            object? value = Literal(Next());
            Take(")");
            return new CompareFilter(path, lower, value);
        }

        if (lower.EndsWith("/any", StringComparison.Ordinal) && Is("("))
        {
            at++;
            string variable = Next();
            Take(":");
            Filter inner = Or();
            Take(")");
            return new AnyFilter(name[..^4], variable, inner);
        }

        string word = Next().ToLowerInvariant();
        return word == "in" ? new InFilter(name, List())
            : Comparisons.Contains(word) ? new CompareFilter(name, word, Literal(Next()))
            : throw new FilterSyntaxException($"'{word}' is not an operator.");
    }

    private List<string> List()
    {
        var values = new List<string>();
        Take("(");
        do
        {
            values.Add(Literal(Next()) as string ?? throw new FilterSyntaxException("A list holds texts."));
        }
        while (Next() is "," || (tokens[at - 1] == ")" ? false : throw new FilterSyntaxException("A list ends with ')'.")));
        return values;
    }

    private static object? Literal(string token) => token switch
    {
        "null" => null,
        "true" => true,
        "false" => false,
        ['\'', .., '\''] => token[1..^1].Replace("''", "'", StringComparison.Ordinal),
        _ when double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ when DateTimeOffset.TryParse(token, CultureInfo.InvariantCulture, out _) => token,
        _ => throw new FilterSyntaxException($"'{token}' is not a literal."),
    };

    private bool Is(string token) => at < tokens.Count && string.Equals(tokens[at], token, StringComparison.OrdinalIgnoreCase);

    private void Take(string token)
    {
        if (!Is(token))
        {
            throw new FilterSyntaxException($"'{token}' expected.");
        }

        at++;
    }

    private string Next() => at < tokens.Count ? tokens[at++] : throw new FilterSyntaxException("The filter ends too early.");

    [GeneratedRegex(@"'(?:[^']|'')*'|[(),]|:(?!\d)|[^\s(),:']+(?::\d[^\s(),']*)?")]
    private static partial Regex Token();
}
