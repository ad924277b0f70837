namespace Ed2402Posture.Core.ConditionalAccess.DeviceFilters;

/// <summary>The ways in which the comparisons of one attribute can turn out together: what values of that attribute are told apart.</summary>
internal static class AttributeValues
{
    // Their values are lists, and -contains asks for a whole entry: any entries may be there together.
    private static readonly HashSet<string> Collections = new(StringComparer.OrdinalIgnoreCase) { "physicalids", "systemlabels" };

    /// <summary>Each possible outcome, as the set of comparisons that hold. Null when there would be too many.</summary>
    /// <param name="comparisons">The comparisons of one attribute, each once.</param>
    public static IReadOnlyList<IReadOnlySet<DeviceComparison>>? Outcomes(IReadOnlyList<DeviceComparison> comparisons)
    {
        bool collection = Collections.Contains(comparisons[0].Attribute);
        DeviceComparison[] free = [.. comparisons.Where(c => collection || c.Operator is DeviceOperator.StartsWith or DeviceOperator.EndsWith or DeviceOperator.Contains)];
        if (free.Length > 12)
        {
            return null;
        }

        var outcomes = new List<IReadOnlySet<DeviceComparison>> { Concrete(comparisons, null) };
        if (!collection)
        {
            outcomes.AddRange(comparisons.SelectMany(c => c.Values).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Select(value => Concrete(comparisons, value)));
        }

        for (int choice = 0; choice < 1 << free.Length; choice++)
        {
            DeviceComparison[] positive = [.. free.Where((_, i) => (choice & (1 << i)) != 0)];
            if (collection ? positive.All(a => free.All(b => a.Values[0] != b.Values[0] || positive.Contains(b))) : IsPossible(positive, free))
            {
                // A value that is none of the literals: the free comparisons say what it begins with, ends with and contains.
                outcomes.Add(comparisons.Where(c => positive.Contains(c) != c.Negated).ToHashSet());
            }
        }

        return [.. outcomes.DistinctBy(o => string.Join(',', comparisons.Select(c => o.Contains(c) ? '1' : '0')))];
    }

    private static HashSet<DeviceComparison> Concrete(IReadOnlyList<DeviceComparison> comparisons, string? value) => [.. comparisons.Where(c => c.Holds(value))];

    private static bool IsPossible(DeviceComparison[] positive, DeviceComparison[] free) =>
        positive.All(a => free.All(b => !Implies(a, b) || positive.Any(p => ReferenceEquals(p, b))) && positive.All(b => !Excludes(a, b)));

    private static bool Implies(DeviceComparison a, DeviceComparison b) => a.Values[0] is { } first && b.Values[0] is { } second && b.Operator switch
    {
        DeviceOperator.Contains => first.Contains(second, StringComparison.OrdinalIgnoreCase),
        DeviceOperator.StartsWith => a.Operator == DeviceOperator.StartsWith && first.StartsWith(second, StringComparison.OrdinalIgnoreCase),
        DeviceOperator.EndsWith => a.Operator == DeviceOperator.EndsWith && first.EndsWith(second, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static bool Excludes(DeviceComparison a, DeviceComparison b) => a.Operator == b.Operator && a.Values[0] is { } first && b.Values[0] is { } second && a.Operator switch
    {
        DeviceOperator.StartsWith => !first.StartsWith(second, StringComparison.OrdinalIgnoreCase) && !second.StartsWith(first, StringComparison.OrdinalIgnoreCase),
        DeviceOperator.EndsWith => !first.EndsWith(second, StringComparison.OrdinalIgnoreCase) && !second.EndsWith(first, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
