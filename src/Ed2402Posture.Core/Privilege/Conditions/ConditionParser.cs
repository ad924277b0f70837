using static Ed2402Posture.Core.Privilege.Conditions.ConditionTokenKind;

namespace Ed2402Posture.Core.Privilege.Conditions;

/// <summary>Reads the text of a condition.</summary>
internal sealed class ConditionParser
{
    private const int Deepest = 200;

    private readonly List<ConditionToken> tokens;
    private int at, depth;

    private ConditionParser(List<ConditionToken> tokens) => this.tokens = tokens;

    /// <summary>The condition; null when it is not written as conditions are.</summary>
    public static AccessCondition? Parse(string text)
    {
        if (ConditionTokens.Of(text) is not { } tokens)
        {
            return null;
        }

        var parser = new ConditionParser(tokens);
        return parser.Either() is { } condition && parser.at == tokens.Count ? condition : null;
    }

    private AccessCondition? Either() => Row(Or, Both);

    private AccessCondition? Both() => Row(And, One);

    private AccessCondition? Row(ConditionTokenKind joint, Func<AccessCondition?> part)
    {
        AccessCondition? left = part();
        while (left is not null && Take(joint))
        {
            left = part() is { } right ? new AccessCondition.Joined(joint == And, left, right) : null;
        }

        return left;
    }

    private AccessCondition? One()
    {
        if (++depth > Deepest)
        {
            return null;
        }

        AccessCondition? condition = Take(Not) ? One() is { } inner ? new AccessCondition.Negated(inner) : null
            : Take(Open) ? Either() is { } whole && Take(Close) ? whole : null
            : Statement();
        depth--;
        return condition;
    }

    private AccessCondition? Statement()
    {
        if (Word() is { } word)
        {
            switch (word.ToUpperInvariant())
            {
                case "ACTIONMATCHES": return Values() is { } patterns ? new AccessCondition.OfAction(patterns) : null;
                case "SUBOPERATIONMATCHES": return Values() is null ? null : new AccessCondition.Open();
                case "EXISTS": return Attribute() is null ? null : new AccessCondition.Open();
                default:
                    at--;
                    break;
            }
        }

        return Operand() is { } left && Word() is { } comparison && Operand() is { } right ? Compare(left, comparison, right) : null;
    }

    private static AccessCondition Compare((string? Attribute, IReadOnlyList<string> Values) left, string comparison, (string? Attribute, IReadOnlyList<string> Values) right)
    {
        string[] parts = comparison.Split(':');
        bool? equal = parts[^1].ToUpperInvariant() switch { "GUIDEQUALS" => true, "GUIDNOTEQUALS" => false, _ => null };
        bool? every = parts.Length == 1 ? right.Values.Count == 1 ? false : null : parts[0].ToUpperInvariant() switch
        {
            "FORANYOFANYVALUES" or "FORALLOFANYVALUES" => false,
            "FORANYOFALLVALUES" or "FORALLOFALLVALUES" => true,
            _ => null,
        };
        return left.Attribute is { } attribute && right.Attribute is null && every is { } all ? new AccessCondition.Compared(attribute, all, equal, right.Values) : new AccessCondition.Open();
    }

    /// <summary>An attribute, a value or a list of values.</summary>
    private (string? Attribute, IReadOnlyList<string> Values)? Operand() =>
        Attribute() is { } attribute ? (attribute, [])
        : Value() is { } value ? (null, [value])
        : Values() is { } values ? (null, values) : null;

    private List<string>? Values()
    {
        if (!Take(ListStart))
        {
            return null;
        }

        var values = new List<string>();
        do
        {
            if (Value() is not { } value)
            {
                return null;
            }

            values.Add(value);
        }
        while (Take(Comma));
        return Take(ListEnd) ? values : null;
    }

    private string? Value() => TakeText(ConditionTokenKind.Text) ?? Word();

    private string? Word() => TakeText(ConditionTokenKind.Word);

    private string? Attribute() => TakeText(ConditionTokenKind.Attribute);

    private string? TakeText(ConditionTokenKind kind) => at < tokens.Count && tokens[at].Kind == kind ? tokens[at++].Text : null;

    private bool Take(ConditionTokenKind kind)
    {
        if (at < tokens.Count && tokens[at].Kind == kind)
        {
            at++;
            return true;
        }

        return false;
    }
}
