using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Groups that conditional access and the authentication methods policy name.</summary>
internal static class PolicyGroupIds
{
    /// <summary>The datasets that name them.</summary>
    public static readonly IReadOnlyList<DatasetDefinition> Sources = [Datasets.ConditionalAccessPolicies, Datasets.AuthenticationMethodsPolicy];

    /// <summary>Those named by a policy of any state.</summary>
    public static IReadOnlyList<string> Named(IReadSoFar context)
    {
        IEnumerable<string> access = context.Items(Datasets.ConditionalAccessPolicies).Select(p => p.Conditions?.Users).OfType<ConditionUsers>().SelectMany(u => (u.IncludeGroups ?? []).Concat(u.ExcludeGroups ?? []));
        IEnumerable<string> methods = context.Items(Datasets.AuthenticationMethodsPolicy).SelectMany(p => p.AuthenticationMethodConfigurations ?? [])
            .SelectMany(c => (c.IncludeTargets ?? []).Concat(c.ExcludeTargets ?? [])).Where(t => t.TargetType != "user").Select(t => t.Id).OfType<string>();
        return [.. access.Concat(methods).Where(id => Guid.TryParse(id, out _)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Those that an enabled conditional access policy excludes.</summary>
    public static IReadOnlyList<string> Excluded(IReadSoFar context) =>
        [.. context.Items(Datasets.ConditionalAccessPolicies).Where(p => p.State == "enabled").SelectMany(p => p.Conditions?.Users?.ExcludeGroups ?? []).Where(id => Guid.TryParse(id, out _)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Those, and the groups nested in them: whoever gets into one of these is let out of a policy.</summary>
    public static IReadOnlyList<string> LeadingOut(IReadSoFar context)
    {
        ILookup<string, string> nested = context.Items(Datasets.PolicyGroupNesting).ToLookup(l => l.ParentId, l => l.Id, StringComparer.OrdinalIgnoreCase);
        List<string> found = [.. Excluded(context)];
        var known = found.ToHashSet(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < found.Count; i++)
        {
            found.AddRange(nested[found[i]].Where(known.Add));
        }

        return found;
    }

    /// <summary>Those that policies of any state name, and the groups nested in them.</summary>
    public static IReadOnlyList<string> All(IReadSoFar context) => [.. Named(context).Concat(context.Items(Datasets.PolicyGroupNesting).Select(l => l.Id)).Distinct(StringComparer.OrdinalIgnoreCase)];
}
