using Ed2402Posture.Core.ConditionalAccess.Policies;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.ConditionalAccess;

/// <summary>One change to one policy that could close escapes.</summary>
/// <param name="Text">What to do, as a sentence without its end.</param>
/// <param name="Changed">The policy after it.</param>
internal sealed record PolicyChange(string Text, ConditionalAccessPolicy Changed)
{
    private static readonly AuthenticationStrengthPolicy PhishingResistant = new()
    {
        Id = "00000000-0000-0000-0000-000000000004", DisplayName = "Phishing-resistant MFA", AllowedCombinations = [.. Authentication.AuthenticationCombinations.PhishingResistant],
    };

    /// <summary>The changes worth trying on a policy: enforce it, drop an exclusion, demand the strong method, and nothing instead of it.</summary>
    public static IEnumerable<PolicyChange> Of(CompiledPolicy policy, Func<string, string> groupName)
    {
        ConditionalAccessPolicy p = policy.Policy;
        if (policy.IsForWorkloads || policy.Narrowed is not null || p.Conditions is not { Users: { } users } conditions)
        {
            yield break;
        }

        string name = $"'{policy.Name}'";
        if (!policy.IsEnabled)
        {
            yield return new($"Enable policy {name}{(policy.IsReportOnly ? ", which is report-only" : string.Empty)}", p with { State = "enabled" });
            yield break;
        }

        foreach (string group in users.ExcludeGroups ?? [])
        {
            yield return new($"Take group '{groupName(group)}' from the exclusions of policy {name}", p with { Conditions = conditions with { Users = users with { ExcludeGroups = [.. users.ExcludeGroups!.Where(g => g != group)] } } });
        }

        if (users.ExcludeRoles is { Count: > 0 })
        {
            yield return new($"Take the roles from the exclusions of policy {name}", p with { Conditions = conditions with { Users = users with { ExcludeRoles = [] } } });
        }

        if (users.ExcludeUsers is { Count: > 0 })
        {
            yield return new($"Take the users from the exclusions of policy {name}", p with { Conditions = conditions with { Users = users with { ExcludeUsers = [] } } });
        }

        if (conditions.Applications?.ExcludeApplications is { Count: > 0 })
        {
            yield return new($"Take the applications from the exclusions of policy {name}", p with { Conditions = conditions with { Applications = conditions.Applications with { ExcludeApplications = [] } } });
        }

        // A policy that blocks is narrow on purpose: widened, it would lock everyone out.
        bool blocks = p.GrantControls?.BuiltInControls?.Contains("block") == true;
        if (!blocks && (conditions.Locations is not null || conditions.Platforms is not null || conditions.ClientAppTypes?.Contains("all") == false))
        {
            yield return new($"Let policy {name} cover every location, platform and client", p with { Conditions = conditions with { Locations = null, Platforms = null, ClientAppTypes = ["all"] } });
        }

        if (p.GrantControls is not null && !blocks && policy.Grant.StrongestControl != Requirement.None)
        {
            yield return new($"Demand authentication strength '{PhishingResistant.DisplayName}' in policy {name}, with no alternative", p with { GrantControls = new GrantControls { Operator = "OR", BuiltInControls = [], AuthenticationStrength = PhishingResistant } });
        }
    }
}
