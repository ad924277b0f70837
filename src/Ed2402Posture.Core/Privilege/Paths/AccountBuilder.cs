using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Privilege.Paths;

/// <summary>Makes accounts of the paths found.</summary>
internal sealed class AccountBuilder
{
    private readonly PrincipalTable principals;
    private readonly Protection protection;
    private readonly PathText text;
    private readonly string completeness;
    private readonly Dictionary<string, SignInActivity?> activity;
    private readonly Dictionary<string, DateTimeOffset?> applicationsCreated;
    private readonly ILookup<string, FederatedIdentityCredential> trusted;

    public AccountBuilder(Snapshot snapshot, PrincipalTable principals, Protection protection, string completeness)
    {
        this.principals = principals;
        this.protection = protection;
        this.completeness = completeness;
        text = new PathText(principals);
        activity = snapshot.Get(Datasets.SignInActivity).Items.DistinctBy(a => a.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(a => a.Id, a => a.SignInActivity, StringComparer.OrdinalIgnoreCase);
        applicationsCreated = snapshot.Get(Datasets.Applications).Items.Where(a => a.AppId is not null).DistinctBy(a => a.AppId, StringComparer.OrdinalIgnoreCase).ToDictionary(a => a.AppId!, a => a.CreatedDateTime, StringComparer.OrdinalIgnoreCase);
        trusted = FederatedTrust.Outside(snapshot);
    }

    /// <summary>The accounts, strongest first, those that no longer exist last in their tier; groups are no accounts.</summary>
    public IReadOnlyList<PrivilegedAccount> Build(IReadOnlyList<FoundPaths?> found) =>
    [
        .. Enumerable.Range(0, principals.Count).Where(n => found[n] is not null && !principals[n].IsGroup)
            .Select(n => Build(n, found[n]!))
            .OrderBy(a => a.Tier).ThenBy(a => a.Type == PrincipalType.Deleted).ThenByDescending(a => a.Standing).ThenBy(a => a.DisplayName, StringComparer.OrdinalIgnoreCase).ThenBy(a => a.Id, StringComparer.OrdinalIgnoreCase),
    ];

    private PrivilegedAccount Build(int number, FoundPaths found)
    {
        Principal principal = principals[number];
        PathEntry[] kept = found.Kept is [_] only ? only : [.. found.Kept.OrderBy(p => p.Role.Tier).ThenBy(p => p.Length).ThenBy(Rank).ThenBy(p => p.Role.Name, StringComparer.OrdinalIgnoreCase)];
        AccessPath[] paths = [.. kept.Select(entry => new AccessPath(entry, text)), .. trusted[principal.Id].Select(credential => Trusting(kept[0], credential))];
        bool signInKnown = activity.TryGetValue(principal.Id, out SignInActivity? signIn);
        return new PrivilegedAccount
        {
            Id = principal.Id,
            DisplayName = principal.Name,
            UserPrincipalName = principal.UserPrincipalName,
            Type = principal.Type,
            Tier = paths[0].Tier,
            Enabled = principal.Enabled,
            Standing = Array.Exists(paths, p => p.Standing),
            Eligible = Array.Exists(paths, p => p.State == PathState.Eligible),
            Roles = paths.Length == 1 ? paths[0].Role : string.Join("; ", paths.Select(p => p.Role).Distinct()),
            PathCount = paths.Length + found.Others,
            OnPremisesSynced = principal.User is { } user ? user.OnPremisesSyncEnabled == true : null,
            LastSignIn = signIn?.LastSuccessfulSignInDateTime,
            LastSignInKnown = signInKnown,
            CreatedDateTime = principal.User?.CreatedDateTime ?? (principal.ServicePrincipal?.AppId is { } appId ? applicationsCreated.GetValueOrDefault(appId) : null),
            Protected = protection.IsProtected(number),
            AppOwnerOrganizationId = principal.ServicePrincipal?.AppOwnerOrganizationId ?? (principal.Type == PrincipalType.Partner ? principal.Object?.ExternalPartnerTenantId ?? principal.HomeTenant : null),
            Completeness = completeness,
            Paths = new TextList<AccessPath>(paths),
        };
    }

    // The issuer is no principal of this tenant: what it reaches is told of the workload that trusts it, once, by the workload's first path.
    private AccessPath Trusting(PathEntry first, FederatedIdentityCredential credential) => new(first, text, $"trusts '{credential.Subject}' of {credential.Issuer}");

    // Of paths of one length the one that is at hand comes first.
    private static int Rank(PathEntry path) => (path.NotYetStarted ? 6 : 0) + (path.State switch { PathState.Active => 0, PathState.Activated => 2, _ => 4 }) + (path.End is null ? 0 : 1);
}
