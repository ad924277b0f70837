using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <summary>What conditional access and authentication are judged by, beside the policies.</summary>
public sealed partial class TenantBuilder
{
    public List<UserAuthenticationMethod> AuthenticationMethods { get; } = [];

    /// <summary>A method in the user's own list: its type without prefix and suffix, as <c>fido2</c> or <c>temporaryAccessPass</c>.</summary>
    public TenantBuilder Method(string userId, string type, Func<UserAuthenticationMethod, UserAuthenticationMethod>? with = null)
    {
        var method = new UserAuthenticationMethod { ParentId = userId, ODataType = $"#microsoft.graph.{type}AuthenticationMethod", Id = Id($"method:{userId}|{type}"), CreatedDateTime = Now.AddDays(-30) };
        AuthenticationMethods.Add(with is null ? method : with(method));
        return this;
    }

    private void PutAccess(SnapshotBuilder builder)
    {
        Put(builder, Datasets.AuthenticationMethods, AuthenticationMethods);
        Put(builder, Datasets.TransitiveMemberships, [.. Users.SelectMany(u => GroupsOf(u.Id).Select(g => new ObjectLink { ParentId = u.Id, Id = g, ODataType = "#microsoft.graph.group", DisplayName = NameOf(g) }))]);
        List<string> named = NamedByPolicies();
        List<ObjectLink> nesting = [];
        for (int i = 0; i < named.Count; i++)
        {
            foreach (ObjectLink edge in GroupMembers.Where(e => e.ParentId == named[i] && Groups.Exists(g => g.Id == e.Id)))
            {
                nesting.Add(edge);
                if (!named.Contains(edge.Id))
                {
                    named.Add(edge.Id);
                }
            }
        }

        Put(builder, Datasets.PolicyGroups, [.. Groups.Where(g => named.Contains(g.Id))]);
        Put(builder, Datasets.PolicyGroupNesting, nesting);
        Put(builder, Datasets.PolicyGroupOwners, [.. GroupOwners.Where(o => named.Contains(o.ParentId))]);
    }

    private List<string> NamedByPolicies() =>
    [
        .. ConditionalAccessPolicies.Select(p => p.Conditions?.Users).OfType<ConditionUsers>().SelectMany(u => (u.IncludeGroups ?? []).Concat(u.ExcludeGroups ?? []))
            .Concat(AuthenticationMethodsPolicy.SelectMany(p => p.AuthenticationMethodConfigurations ?? []).SelectMany(c => (c.IncludeTargets ?? []).Concat(c.ExcludeTargets ?? [])).Select(t => t.Id!))
            .Where(id => Groups.Exists(g => g.Id == id)).Distinct(),
    ];

    private List<string> GroupsOf(string memberId)
    {
        var found = new List<string>();
        var open = new Queue<string>([memberId]);
        while (open.TryDequeue(out string? id))
        {
            foreach (ObjectLink edge in GroupMembers.Where(e => e.Id == id && !found.Contains(e.ParentId)))
            {
                found.Add(edge.ParentId);
                open.Enqueue(edge.ParentId);
            }
        }

        return found;
    }
}
