namespace Ed2402Posture.Core.Privilege.Export;

/// <summary>A principal, a role at its scope, or an issuer outside the tenant.</summary>
public sealed record GraphNode
{
    /// <summary>Object id of a principal; of a role, <c>plane|definition|scope</c>.</summary>
    public required string Id { get; init; }
    /// <summary>The kind of a principal as <see cref="PrincipalType"/> names it; <c>DirectoryRole</c>, <c>AzureRole</c>, <c>Permission</c>, <c>Issuer</c>.</summary>
    public required string Kind { get; init; }
    /// <summary>Name.</summary>
    public required string Name { get; init; }
    /// <summary>Tier of a role; the strongest that a principal comes to.</summary>
    public required int Tier { get; init; }
    /// <summary>User principal name; the application id of a workload.</summary>
    public string? UserPrincipalName { get; init; }
    /// <summary>Whether a principal may sign in; null when that was not read, and for roles.</summary>
    public bool? Enabled { get; init; }
    /// <summary>Of a role: where it acts.</summary>
    public Plane? Plane { get; init; }
    /// <summary>Of a role: its scope.</summary>
    public string? Scope { get; init; }
    /// <summary>Of a role: the scope as people name it.</summary>
    public string? ScopeName { get; init; }
    /// <summary>Of a role: id of its definition; a permission's value name.</summary>
    public string? RoleDefinitionId { get; init; }
}

/// <summary>Whoever is the source holds, is or can become the target.</summary>
public sealed record GraphEdge
{
    /// <summary>Id of the node that has the edge.</summary>
    public required string Source { get; init; }
    /// <summary>Id of the node that it leads to.</summary>
    public required string Target { get; init; }
    /// <summary>What it is.</summary>
    public required PathKind Kind { get; init; }
    /// <summary>The step in words: <c>eligible member of</c>.</summary>
    public required string Label { get; init; }
    /// <summary>State.</summary>
    public PathState State { get; init; }
    /// <summary>Tier of what it leads to.</summary>
    public required int Tier { get; init; }
    /// <summary>Scope of an assignment; null for other edges.</summary>
    public string? Scope { get; init; }
    /// <summary>Start (UTC).</summary>
    public DateTimeOffset? StartDateTime { get; init; }
    /// <summary>End (UTC); null for none.</summary>
    public DateTimeOffset? EndDateTime { get; init; }
    /// <summary>Whether it starts only after the snapshot was taken.</summary>
    public bool NotYetStarted { get; init; }
    /// <summary>Condition of an Azure assignment.</summary>
    public string? Condition { get; init; }
    /// <summary>Id of an assignment.</summary>
    public string? AssignmentId { get; init; }
}

/// <summary>All that leads to privilege, as a graph. Reading it along the edges, every way ends in a role or permission.</summary>
/// <param name="TenantId">Tenant.</param>
/// <param name="TenantName">Its name.</param>
/// <param name="CollectedAt">When it was read (UTC).</param>
/// <param name="Completeness">What was not read and could add nodes or edges; <c>Complete</c> when nothing.</param>
/// <param name="Nodes">Nodes, strongest first.</param>
/// <param name="Edges">Edges, in the order of their sources.</param>
public sealed record PrivilegeGraph(string TenantId, string? TenantName, DateTimeOffset CollectedAt, string Completeness, IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges)
{
    /// <summary>The part of the graph that leads to roles and permissions of these tiers.</summary>
    public PrivilegeGraph LeadingTo(IReadOnlyCollection<int> tiers)
    {
        ArgumentNullException.ThrowIfNull(tiers);
        ILookup<string, string> sources = Edges.ToLookup(e => e.Target, e => e.Source, StringComparer.Ordinal);
        var kept = Nodes.Where(n => n.RoleDefinitionId is not null && tiers.Contains(n.Tier)).Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        var open = new Queue<string>(kept);
        while (open.TryDequeue(out string? node))
        {
            foreach (string source in sources[node].Where(kept.Add))
            {
                open.Enqueue(source);
            }
        }

        return this with { Nodes = [.. Nodes.Where(n => kept.Contains(n.Id))], Edges = [.. Edges.Where(e => kept.Contains(e.Source) && kept.Contains(e.Target))] };
    }
}
