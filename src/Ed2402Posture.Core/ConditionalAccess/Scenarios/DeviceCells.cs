using Ed2402Posture.Core.ConditionalAccess.DeviceFilters;

namespace Ed2402Posture.Core.ConditionalAccess.Scenarios;

/// <summary>One cell of the device axis.</summary>
/// <param name="Registered">Whether the directory knows the device.</param>
/// <param name="Compliant">Whether it is marked compliant.</param>
/// <param name="HybridJoined">Whether it is hybrid joined, which Windows alone can be.</param>
/// <param name="Matches">Which of the tenant's filter rules it matches.</param>
internal sealed record DeviceCell(bool Registered, bool Compliant, bool HybridJoined, IReadOnlyList<bool> Matches)
{
    public bool Managed => Compliant || HybridJoined;
}

/// <summary>The devices that the tenant's filter rules and device controls tell apart. An unregistered device has null for every attribute;
/// <c>isCompliant</c> and <c>trustType</c> follow the device's state; of the other attributes every possible value is a possible device.</summary>
internal sealed class DeviceCells
{
    private const int MostCombinations = 1 << 16;
    private const int MostFreeRules = 10;

    private readonly List<DeviceCell> cells = [];
    private readonly HashSet<string> seen = [];

    /// <summary>Finds the cells.</summary>
    /// <param name="rules">The tenant's distinct rules.</param>
    public DeviceCells(IReadOnlyList<DeviceRule> rules)
    {
        DeviceComparison[] comparisons = [.. rules.SelectMany(r => r.Comparisons).DistinctBy(Key)];
        DeviceComparison[][] attributes = [.. comparisons.Where(c => c.Attribute is not ("trusttype" or "iscompliant")).GroupBy(c => c.Attribute).Select(g => g.ToArray())];
        IReadOnlyList<IReadOnlySet<DeviceComparison>>?[] outcomes = [.. attributes.Select(AttributeValues.Outcomes)];
        bool exact = outcomes.All(o => o is not null) && outcomes.Aggregate(1L, (product, o) => Math.Min(MostCombinations + 1L, product * o!.Count)) <= MostCombinations;
        RulesAreFree = !exact;
        Unregistered(rules);
        foreach (bool compliant in new[] { false, true })
        {
            foreach (string trustType in new[] { "Workplace", "AzureAD", "ServerAD" })
            {
                foreach (string? isCompliant in compliant ? new string?[] { "True" } : ["False", null])
                {
                    bool State(DeviceComparison c, Func<DeviceComparison, bool> otherwise) => c.Attribute switch
                    {
                        "trusttype" => c.Holds(trustType),
                        "iscompliant" => c.Holds(isCompliant),
                        _ => otherwise(c),
                    };

                    foreach (IReadOnlyList<bool> matches in exact ? Outcomes(rules, outcomes!, State) : Free(rules.Count))
                    {
                        Add(new DeviceCell(true, compliant, trustType == "ServerAD", matches));
                    }
                }
            }
        }
    }

    /// <summary>The cells; an unregistered device first, then unmanaged ones.</summary>
    public IReadOnlyList<DeviceCell> Cells => cells;

    /// <summary>Whether the rules' attributes were too many to follow.</summary>
    public bool RulesAreFree { get; }

    /// <summary>How many rules can be told apart at most where their attributes are too many to follow.</summary>
    public static int MostRules => MostFreeRules;

    private void Unregistered(IReadOnlyList<DeviceRule> rules) => Add(new DeviceCell(false, false, false, [.. rules.Select(r => r.Matches(c => c.Holds(null)))]));

    private static IEnumerable<IReadOnlyList<bool>> Outcomes(IReadOnlyList<DeviceRule> rules, IReadOnlyList<IReadOnlySet<DeviceComparison>>[] outcomes, Func<DeviceComparison, Func<DeviceComparison, bool>, bool> state)
    {
        int[] choice = new int[outcomes.Length];
        do
        {
            var holding = outcomes.SelectMany((o, i) => o[choice[i]]).Select(Key).ToHashSet();
            yield return [.. rules.Select(r => r.Matches(c => state(c, other => holding.Contains(Key(other)))))];
        }
        while (Next(choice, outcomes));
    }

    private static bool Next(int[] choice, IReadOnlyList<IReadOnlySet<DeviceComparison>>[] outcomes)
    {
        for (int i = 0; i < choice.Length; i++)
        {
            if (++choice[i] < outcomes[i].Count)
            {
                return true;
            }

            choice[i] = 0;
        }

        return false;
    }

    private static IEnumerable<IReadOnlyList<bool>> Free(int rules) =>
        Enumerable.Range(0, 1 << Math.Min(rules, MostFreeRules)).Select(choice => (IReadOnlyList<bool>)[.. Enumerable.Range(0, rules).Select(i => i < MostFreeRules && (choice & (1 << i)) != 0)]);

    private void Add(DeviceCell cell)
    {
        // Whether the directory knows an unmanaged device shows in the rules alone.
        if (seen.Add($"{cell.Compliant}{cell.HybridJoined}{string.Concat(cell.Matches.Select(m => m ? '1' : '0'))}"))
        {
            cells.Add(cell);
        }
    }

    private static string Key(DeviceComparison c) => $"{c.Attribute}\u0001{c.Operator}\u0001{c.Negated}\u0001{string.Join('\u0002', c.Values.Select(v => v?.ToUpperInvariant() ?? "\0"))}";
}
