using Microsoft.Extensions.Primitives;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph.Queries;

/// <summary>The query options of a request, checked against the endpoint's rules.</summary>
internal sealed record QueryOptions
{
    public IReadOnlyList<string>? Select { get; private init; }
    public Filter? Filter { get; private init; }
    public int? Top { get; private init; }
    public IReadOnlyList<string> Expand { get; private init; } = [];
    public string? Search { get; private init; }
    public string? OrderBy { get; private init; }
    public string? Cursor { get; private init; }
    /// <summary><c>$count=true</c> with <c>ConsistencyLevel: eventual</c>: an advanced query.</summary>
    public bool IsAdvanced { get; private init; }
    public bool Count { get; private init; }
    public bool IsEventual { get; private init; }

    public bool Selects(string name) => Select?.Contains(name, StringComparer.OrdinalIgnoreCase) == true;

    /// <summary>Whether the request has the header of advanced queries.</summary>
    public static bool IsEventualRequest(ServiceRequest request) => string.Equals(request.Header("ConsistencyLevel"), "eventual", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads them; the refusal where the service would refuse.</summary>
    public static ServiceResponse? TryRead(ServiceRequest request, QueryRules rules, out QueryOptions options)
    {
        options = new QueryOptions();
        foreach ((string name, StringValues values) in request.Query)
        {
            if (!rules.Options.Contains(name) && !(name == "$skiptoken" && rules.IsList))
            {
                return GraphErrors.UnknownOption(name);
            }

            if (values.Count != 1)
            {
                return GraphErrors.Error(400, "BadRequest", $"Query parameter '{name}' is specified, but it should be specified exactly once.");
            }
        }

        string? Text(string name) => request.Query.TryGetValue(name, out StringValues value) ? value.ToString() : null;
        bool eventual = IsEventualRequest(request);
        bool count = string.Equals(Text("$count"), "true", StringComparison.OrdinalIgnoreCase);
        try
        {
            options = new QueryOptions
            {
                Select = Text("$select") is { Length: > 0 } select ? [.. select.Split(',').Select(s => s.Trim())] : null,
                Filter = Text("$filter") is { } filter ? FilterParser.Parse(filter) : null,
                Expand = Text("$expand") is { } expand ? Split(expand) : [],
                Search = Text("$search"), OrderBy = Text("$orderby"), Cursor = Text("$skiptoken"),
                Count = count && (!rules.Advanced || eventual), IsEventual = eventual, IsAdvanced = count && eventual,
            };
        }
        catch (FilterSyntaxException exception)
        {
            return GraphErrors.InvalidFilter(exception.Message);
        }

        if (Text("$top") is { } top)
        {
            if (!int.TryParse(top, out int number) || number < 1 || number > rules.MaxTop)
            {
                return GraphErrors.PageSize(top, rules.MaxTop);
            }

            options = options with { Top = number };
        }

        return options.Check(rules);
    }

    private ServiceResponse? Check(QueryRules rules) =>
        Select?.FirstOrDefault(name => !GraphTypes.HasProperty(rules.Type, name)) is { } unknown ? GraphErrors.UnknownSelect(unknown, rules.Type)
        : Expand.FirstOrDefault(e => !rules.Expands.Contains(e)) is { } expand ? GraphErrors.ExpandNotSupported(expand)
        : rules.Advanced && Search is not null && !IsEventual ? GraphErrors.SearchWithoutHeader()
        : rules.Advanced && Filter is not null && OrderBy is not null && !IsAdvanced ? GraphErrors.SortWithFilter()
        : rules.Advanced && IsAdvanced && Expand.Count > 0 ? GraphErrors.ExpandNotSupported(Expand[0])
        : Filter is null ? null : CheckFilter(rules);

    private ServiceResponse? CheckFilter(QueryRules rules)
    {
        if (Filter!.Alternatives > rules.MaxAlternatives)
        {
            return GraphErrors.TooManyClauses(Filter.Alternatives, rules.MaxAlternatives);
        }

        foreach (FilterClause clause in Filter.Clauses)
        {
            string root = clause.Path.Split('/')[0];
            if (!GraphTypes.HasProperty(rules.Type, root) && !(clause.Path == root + "/$count" && GraphTypes.HasNavigation(rules.Type, root)))
            {
                return GraphErrors.InvalidFilter($"Could not find a property named '{root}' on type 'microsoft.graph.{rules.Type}'.");
            }

            if (rules.Advanced && !IsAdvanced && clause.Operator is "ne" or "not" or "endswith")
            {
                return GraphErrors.AdvancedOperator(clause.Operator == "endswith" ? "endsWith" : clause.Operator);
            }

            if (!rules.Filters.TryGetValue(clause.Path, out string[]? operators) || !(operators.Contains(clause.Operator) || (rules.Advanced && clause.Operator is "ne" or "not" or "endswith")))
            {
                return GraphErrors.UnsupportedFilter(clause.Path, rules.Type);
            }
        }

        return null;
    }

    /// <summary>Splits at the commas that are not inside brackets.</summary>
    private static List<string> Split(string expand)
    {
        var parts = new List<string>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= expand.Length; i++)
        {
            if (i == expand.Length || (expand[i] == ',' && depth == 0))
            {
                parts.Add(expand[start..i].Trim());
                start = i + 1;
            }
            else
            {
                depth += expand[i] switch { '(' => 1, ')' => -1, _ => 0 };
            }
        }

        return parts;
    }
}
