using System.Text;

namespace Ed2402Posture.Core.Privilege.Conditions;

/// <summary>A part of the text of a condition.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word, the contents of a string, or the name of an attribute with its source (<c>Request:…</c>).</param>
internal readonly record struct ConditionToken(ConditionTokenKind Kind, string Text);

/// <summary>Kinds of parts of a condition.</summary>
internal enum ConditionTokenKind
{
    Word,
    Text,
    Attribute,
    And,
    Or,
    Not,
    Open,
    Close,
    ListStart,
    ListEnd,
    Comma,
}

/// <summary>Cuts the text of a condition into its parts.</summary>
internal static class ConditionTokens
{
    private const string Delimiters = "(){},!'@[]&|";

    /// <summary>The parts in their order; null when the text has something that conditions do not have.</summary>
    public static List<ConditionToken>? Of(string condition)
    {
        var tokens = new List<ConditionToken>();
        for (int at = 0; at < condition.Length;)
        {
            if (char.IsWhiteSpace(condition[at]))
            {
                at++;
            }
            else if (Next(condition, ref at) is { } token)
            {
                tokens.Add(token);
            }
            else
            {
                return null;
            }
        }

        return tokens;
    }

    private static ConditionToken? Next(string condition, ref int at)
    {
        switch (condition[at])
        {
            case '(': return Sign(ConditionTokenKind.Open, 1, ref at);
            case ')': return Sign(ConditionTokenKind.Close, 1, ref at);
            case '{': return Sign(ConditionTokenKind.ListStart, 1, ref at);
            case '}': return Sign(ConditionTokenKind.ListEnd, 1, ref at);
            case ',': return Sign(ConditionTokenKind.Comma, 1, ref at);
            case '!': return Sign(ConditionTokenKind.Not, 1, ref at);
            case '&' or '|' when at + 1 < condition.Length && condition[at + 1] == condition[at]:
                return Sign(condition[at] == '&' ? ConditionTokenKind.And : ConditionTokenKind.Or, 2, ref at);
            case '\'': return Quoted(condition, ref at);
            case '@': return Attribute(condition, ref at);
            default: return Word(condition, ref at);
        }
    }

    private static ConditionToken Sign(ConditionTokenKind kind, int length, ref int at)
    {
        at += length;
        return new ConditionToken(kind, "");
    }

    private static ConditionToken? Quoted(string condition, ref int at)
    {
        var text = new StringBuilder();
        for (at++; at < condition.Length; at++)
        {
            if (condition[at] == '\'')
            {
                at++;
                return new ConditionToken(ConditionTokenKind.Text, text.ToString());
            }

            if (condition[at] == '\\' && at + 1 < condition.Length)
            {
                at++;
            }

            text.Append(condition[at]);
        }

        return null;
    }

    private static ConditionToken? Attribute(string condition, ref int at)
    {
        int open = condition.IndexOf('[', at), close = condition.IndexOf(']', at);
        if (open < 0 || close < open)
        {
            return null;
        }

        string source = condition[(at + 1)..open].Trim(), name = condition[(open + 1)..close].Trim();
        at = close + 1;
        return new ConditionToken(ConditionTokenKind.Attribute, $"{source}:{name}");
    }

    private static ConditionToken? Word(string condition, ref int at)
    {
        int start = at;
        while (at < condition.Length && !char.IsWhiteSpace(condition[at]) && !Delimiters.Contains(condition[at]))
        {
            at++;
        }

        return condition[start..at].ToUpperInvariant() switch
        {
            "" => null,
            "AND" => new ConditionToken(ConditionTokenKind.And, ""),
            "OR" => new ConditionToken(ConditionTokenKind.Or, ""),
            "NOT" => new ConditionToken(ConditionTokenKind.Not, ""),
            _ => new ConditionToken(ConditionTokenKind.Word, condition[start..at]),
        };
    }
}
