using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.ConditionalAccess;

/// <summary>The datasets that conditional access is judged by.</summary>
public static class ConditionalAccessNeeds
{
    /// <summary>Without these no verdict is given.</summary>
    public static readonly IReadOnlyList<DatasetDefinition> Verdict =
        [Datasets.ConditionalAccessPolicies, Datasets.NamedLocations, Datasets.AuthenticationStrengthPolicies, Datasets.TransitiveMemberships];

    /// <summary>Those, and what gives names and paths.</summary>
    public static readonly IReadOnlyList<DatasetDefinition> All = [.. Verdict, Datasets.SecurityDefaults, Datasets.GuestHomeTenants, Datasets.PolicyGroups, Datasets.PolicyGroupNesting, Datasets.ExclusionGroupEligibilityInstances];
}
