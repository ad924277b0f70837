namespace Ed2402Posture.Core.ConditionalAccess.DeviceFilters;

/// <summary>A device filter's rule as a tree.</summary>
internal abstract record DeviceRule
{
    /// <summary>The comparisons at its leaves.</summary>
    public abstract IEnumerable<DeviceComparison> Comparisons { get; }

    /// <summary>Whether a device with those attribute values matches. An unregistered device has null for all.</summary>
    public abstract bool Matches(Func<DeviceComparison, bool> comparison);
}

internal sealed record DeviceAnd(DeviceRule Left, DeviceRule Right) : DeviceRule
{
    public override IEnumerable<DeviceComparison> Comparisons => Left.Comparisons.Concat(Right.Comparisons);

    public override bool Matches(Func<DeviceComparison, bool> comparison) => Left.Matches(comparison) && Right.Matches(comparison);
}

internal sealed record DeviceOr(DeviceRule Left, DeviceRule Right) : DeviceRule
{
    public override IEnumerable<DeviceComparison> Comparisons => Left.Comparisons.Concat(Right.Comparisons);

    public override bool Matches(Func<DeviceComparison, bool> comparison) => Left.Matches(comparison) || Right.Matches(comparison);
}

internal sealed record DeviceNot(DeviceRule Inner) : DeviceRule
{
    public override IEnumerable<DeviceComparison> Comparisons => Inner.Comparisons;

    public override bool Matches(Func<DeviceComparison, bool> comparison) => !Inner.Matches(comparison);
}

/// <summary>What a comparison asks of a value. The negative operators are these, negated.</summary>
internal enum DeviceOperator
{
    Equals,
    StartsWith,
    EndsWith,
    Contains,
    In,
}

/// <summary>One comparison: attribute, operator, values. Text compares without regard to case.</summary>
/// <param name="Attribute">The attribute in lower case, as <c>trusttype</c>.</param>
/// <param name="Operator">The positive operator.</param>
/// <param name="Negated">Whether the rule has the negative one.</param>
/// <param name="Values">The literal; several with <see cref="DeviceOperator.In"/>; null is the null literal.</param>
internal sealed record DeviceComparison(string Attribute, DeviceOperator Operator, bool Negated, IReadOnlyList<string?> Values) : DeviceRule
{
    public override IEnumerable<DeviceComparison> Comparisons => [this];

    public override bool Matches(Func<DeviceComparison, bool> comparison) => comparison(this);

    /// <summary>Whether a device whose attribute has that value meets the comparison: a positive operator never matches null, a negative one does.</summary>
    public bool Holds(string? value) => Values.Any(literal => Compare(value, literal)) != Negated;

    private bool Compare(string? value, string? literal)
    {
        if (value is null || literal is null)
        {
            return (Operator is DeviceOperator.Equals or DeviceOperator.In) && value is null && literal is null;
        }

        return Operator switch
        {
            DeviceOperator.StartsWith => value.StartsWith(literal, StringComparison.OrdinalIgnoreCase),
            DeviceOperator.EndsWith => value.EndsWith(literal, StringComparison.OrdinalIgnoreCase),
            DeviceOperator.Contains => value.Contains(literal, StringComparison.OrdinalIgnoreCase),
            _ => string.Equals(value, literal, StringComparison.OrdinalIgnoreCase),
        };
    }
}
