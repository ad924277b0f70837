using System.Management.Automation;

namespace Ed2402Posture.Commands;

/// <summary>Names as a user gives them, each with or without wildcards; case does not matter.</summary>
internal sealed class NamePatterns
{
    private readonly (string Text, WildcardPattern Pattern)[]? patterns;

    /// <summary>Takes a parameter's value; null matches everything.</summary>
    public NamePatterns(string[]? names) =>
        patterns = names is null ? null : [.. names.Select(n => (n, WildcardPattern.Get(n, WildcardOptions.IgnoreCase)))];

    /// <summary>Whether one of the names is one of the values.</summary>
    public bool Match(params ReadOnlySpan<string?> values)
    {
        if (patterns is null)
        {
            return true;
        }

        foreach ((_, WildcardPattern pattern) in patterns)
        {
            if (IsMatch(pattern, values))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The names without wildcards that are none of the values: what was asked for and is not there.</summary>
    /// <typeparam name="T">The type of the candidates.</typeparam>
    public IEnumerable<string> Unknown<T>(IReadOnlyCollection<T> candidates, Func<T, string?[]> namesOf) =>
        (patterns ?? []).Where(p => !WildcardPattern.ContainsWildcardCharacters(p.Text) && !candidates.Any(c => IsMatch(p.Pattern, namesOf(c)))).Select(p => p.Text);

    private static bool IsMatch(WildcardPattern pattern, ReadOnlySpan<string?> values)
    {
        foreach (string? value in values)
        {
            if (value is not null && pattern.IsMatch(value))
            {
                return true;
            }
        }

        return false;
    }
}
