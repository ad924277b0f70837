using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Privilege;

/// <summary>What of a snapshot was not read and could add privileged accounts or paths.</summary>
public static class Completeness
{
    /// <summary>The text when nothing is missing.</summary>
    public const string Complete = "Complete";

    /// <summary>The datasets of <see cref="PrivilegeNeeds.Paths"/> that are not whole, each with its reason; <see cref="Complete"/> when none.</summary>
    public static string Describe(Snapshot snapshot) => Describe(snapshot, PrivilegeNeeds.Paths);

    /// <summary>As <see cref="Describe(Snapshot)"/>, of what role assignments alone rest on.</summary>
    public static string DescribeAssignments(Snapshot snapshot) => Describe(snapshot, PrivilegeNeeds.DirectoryRoles.Concat(PrivilegeNeeds.AzureRoles).Distinct());

    private static string Describe(Snapshot snapshot, IEnumerable<DatasetNeed> needs)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        string text = string.Join("; ", needs
            .Select(need => (need, snapshot.Get(need.Dataset).State))
            .Where(n => !n.need.IsMet(n.State))
            .Select(n => n.State.Describe(n.need.Dataset.Name)));
        return text.Length == 0 ? Complete : text;
    }
}
