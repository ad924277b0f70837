using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>AZR-02: each subscription has two or three owners, and whoever else may assign roles is bound by a condition.</summary>
internal sealed class Azr02OwnersAreFewAndDelegationIsConditioned : Check
{
    private static readonly Threshold Minimum = new("minimumOwners", 2, "people", "Fewest people that own a subscription.") { Maximum = 20 };
    private static readonly Threshold Maximum = new("maximumOwners", 3, "people", "Most people that own a subscription.") { Maximum = 100 };

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "AZR-02",
        Title = "Subscriptions have two or three owners, and role delegation is conditioned",
        Category = CheckCategory.AzureRbac,
        Severity = Severity.High,
        Provenance = [Provenance.OWN],
        References = ["CIS Azure 5.7", "CIS Azure 5.3.3", "NIST AC-6(1)", "NIST AC-6(5)", "ATT&CK T1098.003"],
        Remediation = "Keep two or three owners a subscription, those of its management groups counted; give the others Contributor or less. Give whoever must assign roles Role Based Access Control Administrator with a condition that names the roles and principals.",
        Needs = [Datasets.AzureSubscriptions, Datasets.AzureRoleAssignments, Datasets.AzureRoleDefinitions, Datasets.ManagementGroups, Datasets.Principals, Datasets.Groups, Datasets.GroupMembers],
        Widens = [Datasets.AzureRootRoleAssignments, Datasets.Users, .. AzureHolders.ByPim],
        Thresholds = [Minimum, Maximum],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var delegation = new RoleDelegation(context.Snapshot);
        List<RoleHolding> delegating = [.. AzureHolders.Of(context).Where(delegation.AssignsRoles)];
        ILookup<bool, RoleHolding> byOwnership = delegating.ToLookup(delegation.WritesAnything);
        if (AzureHolders.SeesNothing(context) is { } reason)
        {
            yield return NotAssessed(context, context.Tenant, reason);
        }

        ILookup<string, RoleHolding> owners = byOwnership[true].ToLookup(h => h.Scope, StringComparer.OrdinalIgnoreCase);
        var places = context.Snapshot.Get(Datasets.ManagementGroups).Items.ToDictionary(m => m.Id, StringComparer.OrdinalIgnoreCase);
        foreach (AzureSubscription subscription in context.Snapshot.Get(Datasets.AzureSubscriptions).Items)
        {
            if (JudgeOwners(context, subscription, [.. ScopesAbove(subscription, places).SelectMany(scope => owners[scope])], Unseen(subscription, places)) is { } finding)
            {
                yield return finding;
            }
        }

        foreach (RoleHolding holding in byOwnership[false].Where(h => h.Kind == PathKind.Direct && AzureScope.KindOf(h.Scope) is AzureScopeKind.ManagementGroup or AzureScopeKind.Subscription))
        {
            yield return JudgeDelegation(context, holding, delegation);
        }
    }

    private Finding? JudgeOwners(CheckContext context, AzureSubscription subscription, List<RoleHolding> owners, string? unseen)
    {
        int minimum = context.Threshold(Metadata, Minimum.Name), maximum = context.Threshold(Metadata, Maximum.Name);
        List<RoleHolding> people = [.. owners.Where(o => o.PrincipalType is PrincipalType.User or PrincipalType.Guest).DistinctBy(o => o.PrincipalId, StringComparer.OrdinalIgnoreCase)];
        var subject = new Subject(subscription.DisplayName ?? subscription.Id, subscription.Id, Subject.SubscriptionType);
        string evidence = string.Join("; ", people.Select(p => $"{p.UserPrincipalName ?? p.Principal} ({p.Scope})"));
        bool enough = people.Count >= minimum;
        return people.Count > maximum ? Fail(context, subject, $"{people.Count} people own the subscription, directly, through groups or from above; at most {maximum} should.", "Owner", evidence)
            : !context.IsWhole(Metadata) ? null
            : unseen is not null ? NotAssessed(context, subject, $"Partial: managementGroups does not tell {unseen}, so owners from above are not known.", "Owner", evidence)
            : enough ? Pass(context, subject, $"{people.Count} people own the subscription.", "Owner", evidence)
            : Fail(context, subject, $"{people.Count} people own the subscription; at least {minimum} should, so that one can act for the other.", "Owner", evidence, Severity.Medium);
    }

    private Finding JudgeDelegation(CheckContext context, RoleHolding holding, RoleDelegation delegation)
    {
        string resource = $"{holding.Role} at {holding.Scope}", evidence = $"assignmentId={holding.AssignmentId}; condition={holding.Condition}";
        DelegationLimit limit = delegation.Limit(holding);
        return limit.Lack is { } lack ? Fail(context, Subject.Of(holding), $"May assign any role through {holding.Role}, by itself or in two steps: {lack}.", resource, evidence)
            : limit.Unknown is { } unknown ? NotAssessed(context, Subject.Of(holding), $"{unknown}, so it is unknown which roles {holding.Role} allows to give.", resource, evidence)
            : Pass(context, Subject.Of(holding), $"May assign roles through {holding.Role} within a condition that says which.", resource, evidence);
    }

    /// <summary>What is not told of the management groups above a subscription; null when all are.</summary>
    private static string? Unseen(AzureSubscription subscription, Dictionary<string, ManagementGroup> places) =>
        places.GetValueOrDefault(subscription.Id)?.Properties?.ParentNameChain is not { } chain ? "where the subscription lies"
        : chain.FirstOrDefault(name => !places.ContainsKey(AzureScope.ManagementGroups + name)) is { } group ? $"the management group {group} above it" : null;

    /// <summary>The subscription, its management groups, the root.</summary>
    private static IEnumerable<string> ScopesAbove(AzureSubscription subscription, Dictionary<string, ManagementGroup> places) =>
        [subscription.Id, .. (places.GetValueOrDefault(subscription.Id)?.Properties?.ParentNameChain ?? []).Select(name => AzureScope.ManagementGroups + name), "/"];
}
