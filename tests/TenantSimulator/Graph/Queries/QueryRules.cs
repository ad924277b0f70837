namespace Ed2402Posture.TenantSimulator.Graph.Queries;

/// <summary>What an endpoint lets one ask.</summary>
internal sealed record QueryRules
{
    /// <summary>The type of its objects: what may be selected.</summary>
    public required string Type { get; init; }
    /// <summary>Query options that it takes.</summary>
    public required IReadOnlyList<string> Options { get; init; }
    /// <summary>Whether it answers a list, in pages.</summary>
    public bool IsList { get; init; } = true;
    /// <summary>Page size without <c>$top</c>.</summary>
    public int DefaultTop { get; init; } = 100;
    /// <summary>The largest <c>$top</c>.</summary>
    public int MaxTop { get; init; } = 999;
    /// <summary>Properties that may be filtered, with the operators that they take.</summary>
    public IReadOnlyDictionary<string, string[]> Filters { get; init; } = new Dictionary<string, string[]>();
    /// <summary>The most values that a filter may try as alternatives.</summary>
    public int MaxAlternatives { get; init; } = 15;
    /// <summary>Relationships that may be expanded, as asked for.</summary>
    public IReadOnlyList<string> Expands { get; init; } = [];
    /// <summary>Whether advanced queries (ConsistencyLevel: eventual) exist here: lists of directory objects.</summary>
    public bool Advanced { get; init; }
    /// <summary>Properties that are answered only when selected.</summary>
    public Func<string, bool> IsHidden { get; init; } = _ => false;

    /// <summary>Filters from a line: <c>id:eq,in displayName:eq,startswith</c>.</summary>
    public static IReadOnlyDictionary<string, string[]> Filterable(string line) =>
        line.Split(' ').Select(p => p.Split(':')).ToDictionary(p => p[0], p => p[1].Split(','), StringComparer.OrdinalIgnoreCase);
}
