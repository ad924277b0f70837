using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>The privileged users for datasets that are read user by user.</summary>
internal static class KnownUsers
{
    /// <summary>Those that were read; where users cannot be read, all ids that may be one.</summary>
    public static IEnumerable<string> Ids(IReadSoFar context) =>
        context.IsComplete(Datasets.Users) ? context.Items(Datasets.Users).Select(u => u.Id) : PrivilegedIds.Users(context);
}
