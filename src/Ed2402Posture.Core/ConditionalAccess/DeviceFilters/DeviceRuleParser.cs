using System.Diagnostics.CodeAnalysis;

namespace Ed2402Posture.Core.ConditionalAccess.DeviceFilters;

/// <summary>Reads the rule of a device filter: the part of Entra's rule syntax that Microsoft documents for filters for devices
/// ('Conditional Access: Filter for devices', 2025-04-08, and 'Rules for dynamic membership groups'). Anything else is refused, and the
/// policy is then narrowed.</summary>
internal sealed class DeviceRuleParser
{
    private static readonly Dictionary<string, (DeviceOperator Operator, bool Negated)> Operators = new(StringComparer.OrdinalIgnoreCase)
    {
        ["eq"] = (DeviceOperator.Equals, false), ["ne"] = (DeviceOperator.Equals, true),
        ["startsWith"] = (DeviceOperator.StartsWith, false), ["notStartsWith"] = (DeviceOperator.StartsWith, true),
        ["endsWith"] = (DeviceOperator.EndsWith, false), ["notEndsWith"] = (DeviceOperator.EndsWith, true),
        ["contains"] = (DeviceOperator.Contains, false), ["notContains"] = (DeviceOperator.Contains, true),
        ["in"] = (DeviceOperator.In, false), ["notIn"] = (DeviceOperator.In, true),
    };

    private readonly List<Token> tokens;
    private int at;

    private DeviceRuleParser(List<Token> tokens) => this.tokens = tokens;

    /// <summary>Reads a rule.</summary>
    /// <returns>Whether it could be read.</returns>
    public static bool TryParse(string? rule, [NotNullWhen(true)] out DeviceRule? parsed)
    {
        parsed = null;
        if (string.IsNullOrWhiteSpace(rule) || Tokenize(rule) is not { } tokens)
        {
            return false;
        }

        var parser = new DeviceRuleParser(tokens);
        DeviceRule? result = parser.Or();
        if (result is null || parser.at != tokens.Count)
        {
            return false;
        }

        parsed = result;
        return true;
    }

    private DeviceRule? Or()
    {
        DeviceRule? left = And();
        while (left is not null && Take("or"))
        {
            left = And() is { } right ? new DeviceOr(left, right) : null;
        }

        return left;
    }

    private DeviceRule? And()
    {
        DeviceRule? left = Not();
        while (left is not null && Take("and"))
        {
            left = Not() is { } right ? new DeviceAnd(left, right) : null;
        }

        return left;
    }

    private DeviceRule? Not()
    {
        if (Take("not"))
        {
            return Not() is { } inner ? new DeviceNot(inner) : null;
        }

        if (!TakeSymbol('('))
        {
            return Comparison();
        }

        DeviceRule? grouped = Or();
        return grouped is not null && TakeSymbol(')') ? grouped : null;
    }

    private DeviceComparison? Comparison()
    {
        const string Prefix = "device.";
        if (!TakeWord(out string? property) || !property.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || property.Length == Prefix.Length
            || !TakeWord(out string? name) || !Operators.TryGetValue(name.TrimStart('-'), out (DeviceOperator Operator, bool Negated) found))
        {
            return null;
        }

        bool isList = found.Operator == DeviceOperator.In;
        IReadOnlyList<string?>? values = isList ? List() : TakeValue(out string? value) ? [value] : null;
        return values is null ? null : new DeviceComparison(property[Prefix.Length..].ToLowerInvariant(), found.Operator, found.Negated, values);
    }

    private List<string?>? List()
    {
        var values = new List<string?>();
        if (!TakeSymbol('['))
        {
            return null;
        }

        do
        {
            if (!TakeValue(out string? value))
            {
                return null;
            }

            values.Add(value);
        }
        while (TakeSymbol(','));
        return TakeSymbol(']') ? values : null;
    }

    private bool Take(string keyword)
    {
        if (at < tokens.Count && tokens[at].Kind == TokenKind.Word && string.Equals(tokens[at].Text.TrimStart('-'), keyword, StringComparison.OrdinalIgnoreCase))
        {
            at++;
            return true;
        }

        return false;
    }

    private bool TakeSymbol(char symbol)
    {
        if (at < tokens.Count && tokens[at].Kind == TokenKind.Symbol && tokens[at].Text[0] == symbol)
        {
            at++;
            return true;
        }

        return false;
    }

    private bool TakeWord([NotNullWhen(true)] out string? word)
    {
        word = at < tokens.Count && tokens[at].Kind == TokenKind.Word ? tokens[at].Text : null;
        at += word is null ? 0 : 1;
        return word is not null;
    }

    private bool TakeValue(out string? value)
    {
        value = null;
        if (at >= tokens.Count || tokens[at].Kind == TokenKind.Symbol)
        {
            return false;
        }

        Token token = tokens[at++];
        bool isNull = token.Kind == TokenKind.Word && (token.Text.Equals("null", StringComparison.OrdinalIgnoreCase) || token.Text.Equals("$null", StringComparison.OrdinalIgnoreCase));
        value = isNull ? null : token.Text;
        return true;
    }

    private static List<Token>? Tokenize(string rule)
    {
        var tokens = new List<Token>();
        for (int i = 0; i < rule.Length;)
        {
            char c = rule[i];
            if (char.IsWhiteSpace(c))
            {
                i++;
            }
            else if (c is '(' or ')' or '[' or ']' or ',')
            {
                tokens.Add(new Token(TokenKind.Symbol, c.ToString()));
                i++;
            }
            else if (c is '"' or '\'')
            {
                var text = new System.Text.StringBuilder();
                for (i++; i < rule.Length && rule[i] != c; i++)
                {
                    i += rule[i] == '\\' && i + 1 < rule.Length && rule[i + 1] == c ? 1 : 0;
                    text.Append(rule[i]);
                }

                if (i++ >= rule.Length)
                {
                    return null;
                }

                tokens.Add(new Token(TokenKind.Text, text.ToString()));
            }
            else
            {
                int start = i;
                while (i < rule.Length && !char.IsWhiteSpace(rule[i]) && rule[i] is not ('(' or ')' or '[' or ']' or ',' or '"' or '\''))
                {
                    i++;
                }

                tokens.Add(new Token(TokenKind.Word, rule[start..i]));
            }
        }

        return tokens;
    }

    private enum TokenKind
    {
        Word,
        Text,
        Symbol,
    }

    private readonly record struct Token(TokenKind Kind, string Text);
}
