using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Sign-ins that only beta lists: non-interactive ones of the users that the scope names, and those of its applications. Of everyone
/// there are too many to read through Graph.</summary>
internal sealed class OtherSignInsCollector() : LogCollector<Core.Snapshots.Items.SignIn>(Datasets.OtherSignIns, static s => s.Id, "beta", "auditLogs/signIns", "createdDateTime")
{
    protected override Task ReadAsync(CollectionContext context, Func<string, Task> list) =>
        Task.WhenAll(context.Into.Scope.Users.Select(LogAddress.NonInteractiveOf).Concat(context.Into.Scope.Applications.Select(LogAddress.OfWorkload)).Select(list));
}
