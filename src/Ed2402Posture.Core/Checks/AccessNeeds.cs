using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>The datasets that the conditional access checks rest on. Who holds which role is one of them: policies name roles.</summary>
internal static class AccessNeeds
{
    /// <summary>What a verdict needs.</summary>
    public static readonly IReadOnlyList<DatasetNeed> Verdict = [.. ConditionalAccessNeeds.Verdict.Append(Datasets.SecurityDefaults).Append(Datasets.Users).Select(d => new DatasetNeed(d)), new(Datasets.ExclusionGroupEligibilityInstances, UnlicensedMeansNone: true), .. PrivilegeNeeds.DirectoryRoles];

    /// <summary>What adds accounts to judge, and names to the reasons.</summary>
    public static readonly IReadOnlyList<DatasetNeed> Widening = Beside(Verdict);

    /// <summary>What adds accounts and names beside the needs given.</summary>
    public static IReadOnlyList<DatasetNeed> Beside(IReadOnlyList<DatasetNeed> needs, params DatasetDefinition[] more) =>
        [.. PrivilegeNeeds.All.Concat(new DatasetDefinition[] { Datasets.PolicyGroups, Datasets.PolicyGroupNesting, Datasets.GuestHomeTenants }.Concat(more).Select(d => new DatasetNeed(d))).Where(n => needs.All(need => need.Dataset != n.Dataset)).DistinctBy(n => n.Dataset)];
}
