using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Graph answers <c>[]</c> for an object without credentials. A list that is not there was not read, and proves nothing.</summary>
internal static class CredentialLists
{
    /// <summary>The state of the dataset when lists are missing; null when none is.</summary>
    public static Task<DatasetState?> DoubtAsync<T>(IReadOnlyCollection<T> items, Func<T, bool> isMissing) =>
        Task.FromResult(items.Count(isMissing) is > 0 and int missing
            ? new DatasetState { Status = DatasetStatus.Partial, Unread = missing, Reason = "the service left out lists of credentials" }
            : null);
}
