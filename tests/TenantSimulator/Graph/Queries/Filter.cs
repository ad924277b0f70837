using System.Globalization;
using System.Text.Json;

namespace Ed2402Posture.TenantSimulator.Graph.Queries;

/// <summary>A property in a filter, and what is done to it.</summary>
internal sealed record FilterClause(string Path, string Operator);

/// <summary>A parsed <c>$filter</c>: a test of an object, and the clauses it is made of.</summary>
internal abstract record Filter
{
    /// <summary>Whether the object passes; the function reads its properties.</summary>
    public abstract bool Test(Func<string, JsonElement?> read);
    public abstract IEnumerable<FilterClause> Clauses { get; }
    /// <summary>How many values are tried as alternatives: of <c>in</c>, or joined by <c>or</c>.</summary>
    public virtual int Alternatives => 1;

    public bool Test(Item item) => Test(item.Find);
}

internal sealed record AndFilter(Filter Left, Filter Right) : Filter
{
    public override bool Test(Func<string, JsonElement?> read) => Left.Test(read) && Right.Test(read);
    public override IEnumerable<FilterClause> Clauses => Left.Clauses.Concat(Right.Clauses);
    public override int Alternatives => Math.Max(Left.Alternatives, Right.Alternatives);
}

internal sealed record OrFilter(Filter Left, Filter Right) : Filter
{
    public override bool Test(Func<string, JsonElement?> read) => Left.Test(read) || Right.Test(read);
    public override IEnumerable<FilterClause> Clauses => Left.Clauses.Concat(Right.Clauses);
    public override int Alternatives => Left.Alternatives + Right.Alternatives;
}

internal sealed record NotFilter(Filter Inner) : Filter
{
    public override bool Test(Func<string, JsonElement?> read) => !Inner.Test(read);
    public override IEnumerable<FilterClause> Clauses => Inner.Clauses.Select(c => c with { Operator = "not" });
}

/// <summary><c>path op literal</c>; texts compare without case, as the directory does.</summary>
internal sealed record CompareFilter(string Path, string Operator, object? Value) : Filter
{
    public override IEnumerable<FilterClause> Clauses => [new(Path, Operator)];

    public override bool Test(Func<string, JsonElement?> read)
    {
        JsonElement? found = read(Path);
        return Operator switch
        {
            "eq" => Same(found),
            "ne" => !Same(found),
            _ => found is { ValueKind: JsonValueKind.String } text && Value is string literal && Order(text.GetString()!, literal),
        };
    }

    private bool Same(JsonElement? found) => (found?.ValueKind, Value) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (JsonValueKind.True, bool value) => value,
        (JsonValueKind.False, bool value) => !value,
        (JsonValueKind.String, string value) => string.Equals(found!.Value.GetString(), value, StringComparison.OrdinalIgnoreCase),
        (JsonValueKind.Number, double value) => found!.Value.GetDouble() == value,
        _ => false,
    };

    private bool Order(string text, string literal)
    {
        if (Operator is "startswith" or "endswith" or "contains")
        {
            return Operator switch
            {
                "startswith" => text.StartsWith(literal, StringComparison.OrdinalIgnoreCase),
                "endswith" => text.EndsWith(literal, StringComparison.OrdinalIgnoreCase),
                _ => text.Contains(literal, StringComparison.OrdinalIgnoreCase),
            };
        }

        int order = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).CompareTo(DateTimeOffset.Parse(literal, CultureInfo.InvariantCulture));
        return Operator switch { "ge" => order >= 0, "gt" => order > 0, "le" => order <= 0, _ => order < 0 };
    }
}

internal sealed record InFilter(string Path, IReadOnlyList<string> Values) : Filter
{
    public override IEnumerable<FilterClause> Clauses => [new(Path, "in")];
    public override int Alternatives => Values.Count;
    public override bool Test(Func<string, JsonElement?> read) => read(Path) is { ValueKind: JsonValueKind.String } found && Values.Contains(found.GetString()!, StringComparer.OrdinalIgnoreCase);
}

/// <summary><c>path/any(v: …)</c> over a collection of texts or objects.</summary>
internal sealed record AnyFilter(string Path, string Variable, Filter Inner) : Filter
{
    public override IEnumerable<FilterClause> Clauses => [new(Path, "any")];

    public override bool Test(Func<string, JsonElement?> read) => read(Path) is { ValueKind: JsonValueKind.Array } list
        && list.EnumerateArray().Any(element => Inner.Test(path => path == Variable ? element : path.StartsWith(Variable + "/", StringComparison.Ordinal) ? new Item(element).Find(path[(Variable.Length + 1)..]) : null));
}
