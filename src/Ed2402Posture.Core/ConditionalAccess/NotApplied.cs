using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.ConditionalAccess.Policies;
using Ed2402Posture.Core.ConditionalAccess.Scenarios;
using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.ConditionalAccess;

/// <summary>Says of each policy that would have demanded more of a sign-in why it does not.</summary>
internal sealed class NotApplied(ScenarioSpace space, IReadOnlyList<CompiledPolicy> policies, AccountMatcher matcher, IMembershipNames names)
{
    private const int MostReasons = 5;

    private readonly EscapeText words = new(space);

    /// <summary>The reasons, the most telling first; a sentence when there is no such policy.</summary>
    public string Explain(AccountProfile account, AccessTarget target, Scenario scenario, Requirement requirement)
    {
        (PolicySet applying, PolicySet uncertain) = matcher.Match(account);
        var reasons = new List<(int Rank, string Text)>();
        foreach (CompiledPolicy policy in policies)
        {
            bool asksForMore = policy.Grant.StrongestControl > requirement || policy.Policy.GrantControls?.AuthenticationStrength is not null;
            if (policy.IsForWorkloads == account.IsWorkload && asksForMore && Reason(policy, account, target, scenario, requirement, applying, uncertain) is { } reason)
            {
                reasons.Add(reason);
            }
        }

        if (reasons.Count == 0)
        {
            return requirement == Requirement.None ? "no policy for this account and target demands more" : "no policy for this account and target demands a phishing-resistant method";
        }

        string[] ordered = [.. reasons.OrderBy(r => r.Rank).Select(r => r.Text)];
        return string.Join("; ", ordered.Take(MostReasons)) + (ordered.Length > MostReasons ? $"; and {ordered.Length - MostReasons} more" : string.Empty);
    }

    private (int Rank, string Text)? Reason(CompiledPolicy policy, AccountProfile account, AccessTarget target, Scenario scenario, Requirement requirement, PolicySet applying, PolicySet uncertain)
    {
        string name = $"policy '{policy.Name}'";
        bool excludesTarget = policy.Targets.Excludes(target);
        if (excludesTarget ? !policy.IsEnabled : !policy.Targets.Includes(target))
        {
            return null;
        }

        if (!applying.Contains(policy.Index))
        {
            return uncertain.Contains(policy.Index) ? (3, $"{name} is not counted: {Uncertainty(account)}")
                : policy.IsEnabled && matcher.Includes(account, policy.Index) && Exclusion(policy.Policy.Conditions?.Users, account) is { } exclusion ? (0, $"{name} excludes {exclusion}") : null;
        }

        if (policy.Narrowed is { } narrowed)
        {
            return policy.IsEnabled ? (3, $"{name} is not counted: {narrowed}") : null;
        }

        if (policy.Grant.Of(scenario.Client, Compliant(scenario), HybridJoined(scenario)) <= requirement)
        {
            return policy.IsEnabled && !excludesTarget && Meets(policy, scenario) && (WeakStrength(policy) ?? Alternative(policy, scenario, requirement)) is { } weak ? (2, $"{name} {weak}") : null;
        }

        if (FirstUnmet(policy, scenario) is { } unmet)
        {
            return policy.IsEnabled ? (1, $"{name} {unmet}") : null;
        }

        return excludesTarget ? (0, $"{name} excludes {target.Name}") : policy.IsReportOnly ? (4, $"{name} is report-only") : policy.IsEnabled ? null : (5, $"{name} is disabled");
    }

    /// <summary>By what a policy's users exclude the account; null when by nothing.</summary>
    public string? Exclusion(ConditionUsers? users, AccountProfile account)
    {
        if (users is null)
        {
            return null;
        }

        if (users.ExcludeUsers?.Contains(account.Id, StringComparer.OrdinalIgnoreCase) == true)
        {
            return "the account";
        }

        if (users.ExcludeGroups?.FirstOrDefault(account.Groups.Contains) is { } group)
        {
            return names.Group(account.Id, group);
        }

        return users.ExcludeRoles?.FirstOrDefault(account.Roles.Contains) is { } role ? $"role '{names.Role(role)}'"
            : account.Guest != GuestKind.None && (users.ExcludeGuestsOrExternalUsers is not null || users.ExcludeUsers?.Contains("GuestsOrExternalUsers") == true) ? "guests and external users" : null;
    }

    private const string UnknownHome = "the guest's home tenant is not known", HiddenMembers = "a group hides its members, which Member.Read.Hidden alone shows, or was not read";

    /// <summary>What of the account was not read, so that it cannot be told whom a policy is for.</summary>
    public static string Uncertainty(AccountProfile account) =>
        !account.GroupsAreWhole ? "the account's groups were not read" : !account.RolesAreWhole ? "the account's roles were not read"
        : account.UnseenGroups.Count == 0 ? UnknownHome : account.Guest < GuestKind.B2BCollaborationGuest || account.HomeTenantId is not null ? HiddenMembers : $"{UnknownHome}, and {HiddenMembers}";

    private bool Compliant(Scenario scenario) => space.Devices[scenario[Axis.Device]].Compliant;

    private bool HybridJoined(Scenario scenario) => space.Devices[scenario[Axis.Device]].HybridJoined;

    private bool Meets(CompiledPolicy policy, Scenario scenario) =>
        space.Layout.Has(policy.Scenarios!, scenario);

    private string? FirstUnmet(CompiledPolicy policy, Scenario scenario)
    {
        ConditionSet conditions = policy.Policy.Conditions!;
        for (int i = 0; i < AxisCells.AxisCount; i++)
        {
            var axis = (Axis)i;
            if (space.Layout.Has(policy.Scenarios!, axis, scenario[axis]))
            {
                continue;
            }

            return axis switch
            {
                Axis.Client => $"does not cover {EscapeText.Client(scenario[axis])}s",
                Axis.Platform => $"does not cover {EscapeText.Platform(scenario[axis])}",
                Axis.Location => Location(scenario, conditions.Locations!),
                Axis.UserRisk => $"covers only {string.Join(", ", conditions.UserRiskLevels!)} user risk",
                Axis.SignInRisk => $"covers only {string.Join(", ", conditions.SignInRiskLevels!)} sign-in risk",
                Axis.InsiderRisk => $"covers only {conditions.InsiderRiskLevels} insider risk",
                Axis.Device => $"leaves the device out by its filter: {conditions.Devices!.DeviceFilter!.Mode} {conditions.Devices.DeviceFilter.Rule}",
                Axis.Flow => $"covers only {conditions.AuthenticationFlows!.TransferMethods}",
                _ => $"covers only {string.Join(", ", conditions.ServicePrincipalRiskLevels!)} workload risk",
            };
        }

        return null;
    }

    private string Location(Scenario scenario, ConditionLocations condition)
    {
        IReadOnlyList<int> inside = space.Locations.Inside(scenario[Axis.Location]);
        int[] excluded = [.. (condition.ExcludeLocations ?? []).Select(space.Places.IndexOf).Where(inside.Contains)];
        if (excluded.Length > 0)
        {
            return $"excludes location {words.Places(excluded)}";
        }

        return condition.ExcludeLocations?.Contains("AllTrusted", StringComparer.OrdinalIgnoreCase) == true && inside.Count > 0 ? "excludes trusted locations"
            : condition.IncludeLocations?.Contains("AllTrusted", StringComparer.OrdinalIgnoreCase) == true ? "covers only trusted locations"
            : $"covers only {words.Places((condition.IncludeLocations ?? []).Select(space.Places.IndexOf).Where(i => i >= 0))}";
    }

    private string? Alternative(CompiledPolicy policy, Scenario scenario, Requirement requirement)
    {
        GrantControls grant = policy.Policy.GrantControls!;
        if (policy.Grant.StrongestControl <= requirement)
        {
            return null;
        }

        if (Compliant(scenario) && grant.BuiltInControls?.Contains("compliantDevice") == true)
        {
            return "accepts a compliant device instead";
        }

        if (HybridJoined(scenario) && grant.BuiltInControls?.Contains("domainJoinedDevice") == true)
        {
            return "accepts a hybrid joined device instead";
        }

        string[] others =
        [
            .. (grant.BuiltInControls ?? []).Where(c => c is not ("mfa" or "compliantDevice" or "domainJoinedDevice" or "block")),
            .. grant.TermsOfUse is { Count: > 0 } ? ["terms of use"] : Array.Empty<string>(),
            .. grant.CustomAuthenticationFactors is { Count: > 0 } ? ["a custom control"] : Array.Empty<string>(),
        ];
        return others.Length > 0 ? $"accepts {string.Join(" or ", others)} instead" : $"accepts {requirement} instead";
    }

    private static string? WeakStrength(CompiledPolicy policy)
    {
        if (policy.Policy.GrantControls?.AuthenticationStrength is not { } strength)
        {
            return null;
        }

        string[] weak = [.. policy.StrengthCombinations.Where(c => AuthenticationCombinations.Of(c) < Requirement.PhishingResistantMfa)];
        return weak.Length == 0 ? null : $"demands strength '{strength.DisplayName ?? strength.Id}', which allows {string.Join(" or ", weak.Take(3))}{(weak.Length > 3 ? " and others" : string.Empty)}";
    }
}
