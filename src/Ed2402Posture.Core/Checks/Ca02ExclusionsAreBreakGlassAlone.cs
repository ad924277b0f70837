using System.Globalization;
using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.ConditionalAccess.Policies;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>CA-02: no privileged person but break-glass accounts is excluded from a policy that would protect it.</summary>
internal sealed class Ca02ExclusionsAreBreakGlassAlone : AccessCheck
{
    private static readonly Threshold MostMembers = new("maximumExclusionGroupMembers", 10, "members", "Most members, nested ones too, of a group that such a policy excludes.") { Maximum = 100_000 };

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "CA-02",
        Title = "Only break-glass accounts are excluded from policies that protect administrators",
        Category = CheckCategory.ConditionalAccess,
        Severity = Severity.High,
        Provenance = [Provenance.BOD, Provenance.OWN],
        References = ["SCuBA MS.AAD.3.6v1", "CIS M365 1.1.2", "NIST AC-3", "NIST CM-6", "ATT&CK T1556.009"],
        Remediation = "Take the account out of the exclusion, or waive it until a date and say why. Declare break-glass accounts in the settings.",
        Needs = AccessNeeds.Verdict,
        Widens = AccessNeeds.Beside(AccessNeeds.Verdict, Datasets.ExclusionGroupSizes),
        Thresholds = [MostMembers],
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    protected override Func<AccountProfile, Subject, Finding> Judge(CheckContext context, ConditionalAccessAnalysis access) => (profile, subject) =>
    {
        List<(CompiledPolicy Policy, string By)> excluded =
        [
            .. access.Model.Policies.Where(p => p.Counts && !p.IsForWorkloads && p.Grant.Strongest != Requirement.None)
                .Select(p => (Policy: p, By: access.Model.ExcludedBy(profile, p))).Where(e => e.By is not null).Select(e => (e.Policy, e.By!)),
        ];
        if (excluded.Count == 0)
        {
            return Pass(context, subject, "No enabled policy excludes the account.");
        }

        string reason = string.Join("; ", excluded.Select(e => $"policy '{e.Policy.Name}' excludes {e.By}"));
        string resource = string.Join("; ", excluded.Select(e => e.Policy.Name));
        return access.Model.EvaluateAll(profile).Requirement >= Requirement.PhishingResistantMfa
            ? Warn(context, subject, $"Other policies make up for it, but {reason}.", resource)
            : Fail(context, subject, $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.", resource);
    };

    /// <summary>How many are let out by each excluded group: an unknown number is said, and never taken for a small one.</summary>
    protected override IEnumerable<Finding> Beside(CheckContext context, IReadOnlyList<PrivilegedAccount> people)
    {
        ConditionalAccessAnalysis access = context.Analysis.ConditionalAccess;
        int most = context.Threshold(Metadata, MostMembers.Name);
        Dataset<GroupSize> sizes = context.Snapshot.Get(Datasets.ExclusionGroupSizes);
        Dictionary<string, int> known = sizes.Items.DistinctBy(g => g.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Id, g => g.MemberCount, StringComparer.OrdinalIgnoreCase);
        AccountProfile[] profiles = [.. people.Select(a => access.Profiles(a).Activated)];
        IEnumerable<(string Group, string Policy)> excluded = access.Model.Policies
            .Where(p => p.Counts && !p.IsForWorkloads && p.Grant.Strongest != Requirement.None && profiles.Any(a => access.Model.Applies(a, p) || access.Model.ExcludedBy(a, p) is not null))
            .SelectMany(p => (p.Policy.Conditions?.Users?.ExcludeGroups ?? []).Select(g => (g, p.Name)));
        foreach (IGrouping<string, string> group in excluded.ToLookup(e => e.Group, e => e.Policy, StringComparer.OrdinalIgnoreCase))
        {
            var subject = new Subject(access.Names.Name(group.Key), group.Key, "Group");
            string policies = string.Join("; ", group.Distinct().Order(StringComparer.Ordinal));
            yield return known.TryGetValue(group.Key, out int members)
                ? members > most
                    ? Warn(context, subject, string.Create(CultureInfo.InvariantCulture, $"The group has {members} members and is excluded from what protects administrators; {most} should do."), policies, string.Create(CultureInfo.InvariantCulture, $"members={members}"))
                    : Pass(context, subject, string.Create(CultureInfo.InvariantCulture, $"The group has {members} members, at most {most}."), policies, string.Create(CultureInfo.InvariantCulture, $"members={members}"))
                : sizes.IsComplete ? NotApplicable(context, subject, "The group does not exist any more.", policies)
                : NotAssessed(context, subject, $"{sizes.State.Describe(sizes.Definition.Name)}: how many members the group has is not known.", policies);
        }
    }
}
