using System.Management.Automation;

namespace Ed2402Posture.Commands;

/// <summary>Names as a user gives them, each with or without wildcards; case does not matter. Remembers which of them matched.</summary>
internal sealed class NamePatterns
{
    private readonly List<Entry>? entries;

    /// <summary>Takes a parameter's value; null matches everything.</summary>
    public NamePatterns(string[]? names) => entries = names is null ? null : [.. names.Select(n => new Entry(n))];

    /// <summary>The names without wildcards that have matched nothing: what was asked for and is not there.</summary>
    public IEnumerable<string> Unmatched => (entries ?? []).Where(e => !e.Matched && !WildcardPattern.ContainsWildcardCharacters(e.Text)).Select(e => e.Text);

    /// <summary>Whether one of the names is one of the values.</summary>
    public bool Match(params ReadOnlySpan<string?> values)
    {
        bool any = entries is null;
        foreach (Entry entry in entries ?? [])
        {
            foreach (string? value in values)
            {
                if (value is not null && entry.Pattern.IsMatch(value))
                {
                    any = entry.Matched = true;
                    break;
                }
            }
        }

        return any;
    }

    private sealed class Entry(string text)
    {
        public string Text { get; } = text;
        public WildcardPattern Pattern { get; } = WildcardPattern.Get(text, WildcardOptions.IgnoreCase);
        public bool Matched { get; set; }
    }
}
