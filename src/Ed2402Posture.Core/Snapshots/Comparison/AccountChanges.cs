using System.Globalization;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;

namespace Ed2402Posture.Core.Snapshots.Comparison;

/// <summary>Privileged accounts that came, went or changed, and the paths of those that stayed, by the datasets that both sides read.</summary>
internal static class AccountChanges
{
    public static IEnumerable<SnapshotChange> Of(ComparedPair pair)
    {
        PrivilegeInventory before = pair.OlderCommon.Privilege, after = pair.NewerCommon.Privilege;
        foreach (PrivilegedAccount account in after.Accounts)
        {
            IEnumerable<SnapshotChange> changes = before.Find(account.Id) is { } old ? Between(pair, old, account) : [Appeared(pair, account)];
            foreach (SnapshotChange change in changes)
            {
                yield return change;
            }
        }

        foreach (PrivilegedAccount account in before.Accounts.Where(a => after.Find(a.Id) is null))
        {
            yield return pair.Change(ChangeArea.PrivilegedAccount, ChangeKind.Removed, Subject.Of(account), $"{account} is no longer privileged; it was by: {account.ShortestPath}") with
            {
                Before = account.Roles, Tier = account.Tier,
            };
        }
    }

    private static SnapshotChange Appeared(ComparedPair pair, PrivilegedAccount account) =>
        pair.Change(ChangeArea.PrivilegedAccount, ChangeKind.Added, Subject.Of(account), $"{account} is privileged now: {account.ShortestPath}") with { After = account.Roles, Tier = account.Tier };

    private static IEnumerable<SnapshotChange> Between(ComparedPair pair, PrivilegedAccount before, PrivilegedAccount after)
    {
        int tier = Math.Min(before.Tier, after.Tier);
        if (before.Tier != after.Tier)
        {
            yield return Changed("Tier", Text(before.Tier), Text(after.Tier), $"{after} was of tier {before.Tier} and is of tier {after.Tier}: {after.ShortestPath}");
        }

        if (before.Enabled is { } was && after.Enabled is { } isNow && was != isNow)
        {
            yield return Changed("Enabled", was.ToString(), isNow.ToString(), isNow ? $"{after} may sign in again" : $"{after} may no longer sign in");
        }

        Dictionary<string, AccessPath> old = ByKey(before), current = ByKey(after);
        foreach ((string key, AccessPath path) in current.Where(p => !old.ContainsKey(p.Key)))
        {
            yield return PathChange(ChangeKind.Added, path, $"new path: {path.Text}") with { After = path.Text };
        }

        foreach ((string key, AccessPath path) in old.Where(p => !current.ContainsKey(p.Key)))
        {
            yield return PathChange(ChangeKind.Removed, path, $"path is gone: {path.Text}") with { Before = path.Text };
        }

        SnapshotChange Changed(string property, string? from, string? to, string text) =>
            pair.Change(ChangeArea.PrivilegedAccount, ChangeKind.Changed, Subject.Of(after), text) with { Property = property, Before = from, After = to, Tier = tier };

        SnapshotChange PathChange(ChangeKind kind, AccessPath path, string text) =>
            pair.Change(ChangeArea.Path, kind, Subject.Of(after), text) with { Property = path.Role, Tier = path.Tier };
    }

    /// <summary>An account's inventory keeps one path for each of these. Of takeovers it keeps examples, which say that there is such a way to the tier.</summary>
    private static Dictionary<string, AccessPath> ByKey(PrivilegedAccount account)
    {
        var paths = new Dictionary<string, AccessPath>(StringComparer.OrdinalIgnoreCase);
        foreach (AccessPath path in account.Paths)
        {
            paths.TryAdd(path.IsExample ? $"takeover|{path.Kind}|{path.Tier}" : $"{path.Plane}|{path.RoleDefinitionId}|{path.Scope}|{path.Kind}|{path.State}|{path.Permanent}", path);
        }

        return paths;
    }

    private static string Text(int tier) => tier.ToString(CultureInfo.InvariantCulture);
}
