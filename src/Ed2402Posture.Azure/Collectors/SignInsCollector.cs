using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Interactive sign-ins of everyone, or of the users that the scope names.</summary>
internal sealed class SignInsCollector() : LogCollector<Core.Snapshots.Items.SignIn>(Datasets.SignIns, static s => s.Id, "v1.0", "auditLogs/signIns", "createdDateTime")
{
    protected override Task ReadAsync(CollectionContext context, Func<string, Task> list) =>
        context.Into.Scope.LogsOfEveryone ? list("") : Task.WhenAll(context.Into.Scope.Users.Select(LogAddress.OfUser).Select(list));
}
