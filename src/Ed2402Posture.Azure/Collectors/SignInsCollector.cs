using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Interactive sign-ins of everyone, or of the users that the scope names.</summary>
internal sealed class SignInsCollector() : LogCollector<Core.Snapshots.Items.SignIn>(Datasets.SignIns, static s => s.Id, "v1.0", "auditLogs/signIns", "createdDateTime")
{
    protected override IEnumerable<string> Filters(CollectionContext context) => context.Into.Scope.LogsOfEveryone ? [""] : context.Into.Scope.Users.Select(LogAddress.OfUser);
}
