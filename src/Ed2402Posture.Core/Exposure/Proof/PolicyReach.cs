using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Proof;

/// <summary>Whether a conditional access policy holds for a user, told from the policy alone: groups and roles are not looked up.</summary>
internal static class PolicyReach
{
    /// <summary>Whether it certainly holds for every sign-in of the user: it has no condition or exclusion that could leave one out.</summary>
    public static bool HoldsForEverySignIn(ConditionalAccessPolicy policy, User user)
    {
        ConditionUsers? users = policy.Conditions?.Users;
        ConditionApplications? applications = policy.Conditions?.Applications;
        return policy is { State: "enabled", Extra: null or { Count: 0 } }
            && (users?.IncludeUsers ?? []).Any(u => u == "All" || TenantFacts.Same(u, user.Id))
            && Empty(users?.ExcludeUsers) && Empty(users?.ExcludeGroups) && Empty(users?.ExcludeRoles) && users?.ExcludeGuestsOrExternalUsers is null
            && (applications?.IncludeApplications ?? []).Contains("All") && Empty(applications?.ExcludeApplications) && applications?.ApplicationFilter is null
            && policy.Conditions is { Platforms: null, Locations: null, Devices: null, AuthenticationFlows: null, ClientApplications: null, InsiderRiskLevels: null or "" } conditions
            && Empty(conditions.UserRiskLevels) && Empty(conditions.SignInRiskLevels)
            && (conditions.ClientAppTypes is null or [] || conditions.ClientAppTypes.Contains("all"));
    }

    /// <summary>Whether it may hold for some sign-in of the user: false only where the policy names others alone, or leaves the user out by name.</summary>
    public static bool MayHoldFor(ConditionalAccessPolicy policy, User user)
    {
        ConditionUsers? users = policy.Conditions?.Users;
        bool named = (users?.IncludeUsers ?? []).Any(u => u == "All" || TenantFacts.Same(u, user.Id));
        bool otherwise = !Empty(users?.IncludeGroups) || !Empty(users?.IncludeRoles) || users?.IncludeGuestsOrExternalUsers is not null;
        return (named || otherwise) && !(users?.ExcludeUsers ?? []).Any(u => TenantFacts.Same(u, user.Id));
    }

    private static bool Empty(IReadOnlyList<string>? list) => list is null or [];
}
