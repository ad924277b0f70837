using Ed2402Posture.Core.Privilege.Holdings;
using Ed2402Posture.Core.Privilege.Paths;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege.Export;

/// <summary>Makes a graph of what the search for paths walked: principals with a path, the roles at the end, and every edge between them. A role that takes
/// over other principals has an edge to each of them.</summary>
internal sealed class GraphBuilder(PrincipalTable principals, IReadOnlyList<FoundPaths?> found)
{
    private readonly Dictionary<string, GraphNode> nodes = new(StringComparer.Ordinal);
    private readonly List<GraphEdge> edges = [];

    /// <summary>The graph.</summary>
    public PrivilegeGraph Build(Snapshot snapshot, IEnumerable<Holding> holdings, IEnumerable<ControlLink> links, Takeovers takeovers, string completeness)
    {
        foreach (int number in Enumerable.Range(0, principals.Count).Where(IsFound))
        {
            nodes[principals[number].Id] = Node(number);
        }

        foreach (Holding holding in holdings.Where(h => IsFound(h.Principal) && (!h.Inherited || found[h.Principal]!.Kept.Any(p => p.Seed == h && p.Next is null))))
        {
            AddHolding(holding);
        }

        foreach (ControlLink link in links.Where(l => l.From != l.To && IsFound(l.From) && IsFound(l.To)))
        {
            edges.Add(new GraphEdge
            {
                Source = principals[link.From].Id, Target = principals[link.To].Id, Kind = link.Kind, Label = Say(link.State, link.Verb), State = link.State, Tier = Tier(link.To),
                StartDateTime = link.Start, EndDateTime = link.End, NotYetStarted = link.NotYetStarted,
            });
        }

        AddTakeovers(takeovers);
        AddIssuers(snapshot);
        return new PrivilegeGraph(
            snapshot.Info.TenantId, snapshot.Info.TenantName, snapshot.Info.CollectedAt, completeness,
            [.. nodes.Values.OrderBy(n => n.Tier).ThenBy(n => n.Kind, StringComparer.Ordinal).ThenBy(n => n.Name, StringComparer.Ordinal).ThenBy(n => n.Id, StringComparer.Ordinal)],
            [.. edges.OrderBy(e => e.Source, StringComparer.Ordinal).ThenBy(e => e.Target, StringComparer.Ordinal).ThenBy(e => e.Kind).ThenBy(e => e.State)]);
    }

    private bool IsFound(int number) => found[number] is not null;

    private int Tier(int number) => found[number]!.Kept.Min(p => p.Role.Tier);

    private GraphNode Node(int number)
    {
        Principal principal = principals[number];
        return new GraphNode { Id = principal.Id, Kind = principal.Type.ToString(), Name = principal.Name, Tier = Tier(number), UserPrincipalName = principal.UserPrincipalName, Enabled = principal.Enabled };
    }

    private void AddHolding(Holding holding)
    {
        RoleAtScope role = holding.Role;
        edges.Add(new GraphEdge
        {
            Source = principals[holding.Principal].Id, Target = Add(role), Kind = holding.Inherited ? PathKind.GroupMember : holding.Kind,
            Label = holding.Inherited ? "through a group that was not read" : role.Permission is null ? holding.State.ToString().ToLowerInvariant() : "granted", State = holding.State, Tier = role.Tier, Scope = role.Scope,
            StartDateTime = holding.Start, EndDateTime = holding.End, NotYetStarted = holding.NotYetStarted, Condition = holding.Condition, AssignmentId = holding.AssignmentId,
        });
    }

    private string Add(RoleAtScope role)
    {
        string id = $"{role.Plane}|{role.DefinitionId}|{(role.Permission is null ? role.Scope : role.Permission)}";
        nodes.TryAdd(id, new GraphNode
        {
            Id = id, Kind = role.Permission is not null ? "Permission" : role.Plane == Plane.Azure ? "AzureRole" : "DirectoryRole", Name = role.Permission is null ? $"{role.Name} ({role.ScopeText})" : role.Permission, Tier = role.Tier,
            Plane = role.Plane, Scope = role.Scope, ScopeName = role.ScopeText, RoleDefinitionId = role.DefinitionId,
        });
        return id;
    }

    private void AddTakeovers(Takeovers takeovers)
    {
        foreach (int target in Enumerable.Range(0, principals.Count).Where(IsFound))
        {
            int tier = Tier(target);

            // All holders of a takeover hold one role at one scope.
            foreach (Takeover takeover in takeovers.Over(target).Where(t => t.Holders.Count > 0 && tier <= t.Holders[0].Role.Tier))
            {
                edges.Add(new GraphEdge { Source = Add(takeover.Holders[0].Role), Target = principals[target].Id, Kind = takeover.Kind, Label = takeover.Verb, Tier = tier });
            }
        }
    }

    private void AddIssuers(Snapshot snapshot)
    {
        foreach (IGrouping<string, FederatedIdentityCredential> trusting in FederatedTrust.Outside(snapshot))
        {
            if (!nodes.TryGetValue(trusting.Key, out GraphNode? workload))
            {
                continue;
            }

            foreach (FederatedIdentityCredential credential in trusting)
            {
                string id = $"issuer|{credential.Issuer}|{credential.Subject}";
                nodes.TryAdd(id, new GraphNode { Id = id, Kind = "Issuer", Name = $"{credential.Subject} ({credential.Issuer})", Tier = workload.Tier });
                edges.Add(new GraphEdge { Source = id, Target = workload.Id, Kind = PathKind.FederatedCredential, Label = $"federated credential '{credential.Name}' of", Tier = workload.Tier });
            }
        }
    }

    private static string Say(PathState state, string verb) => state == PathState.Active ? verb : $"{state.ToString().ToLowerInvariant()} {verb}";
}
