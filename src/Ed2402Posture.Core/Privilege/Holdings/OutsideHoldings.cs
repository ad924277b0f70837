using Ed2402Posture.Core.Privilege.Paths;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege.Holdings;

/// <summary>Privilege that no role assignment shows: classic administrators of subscriptions, and partners with delegated administration.</summary>
internal sealed class OutsideHoldings(RoleCatalog roles, PrincipalTable principals, DateTimeOffset now)
{
    private const string Subscriptions = "/subscriptions/";

    public IEnumerable<Holding> Read(Snapshot snapshot) => Classic(snapshot).Concat(Partners(snapshot));

    private IEnumerable<Holding> Classic(Snapshot snapshot)
    {
        IReadOnlyList<ClassicAdministrator> administrators = snapshot.Get(Datasets.ClassicAdministrators).Items;
        if (administrators.Count == 0)
        {
            yield break;
        }

        ILookup<string, string> users = snapshot.Get(Datasets.Users).Items.SelectMany(u => new[] { u.UserPrincipalName, u.Mail }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (name, u.Id))).ToLookup(p => p.name, p => p.Id, StringComparer.OrdinalIgnoreCase);
        foreach (ClassicAdministrator administrator in administrators)
        {
            if (administrator.Properties is not { EmailAddress: { } email, Role: { } names } || !administrator.Id.StartsWith(Subscriptions, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            // The account administrator pays, and manages nothing.
            foreach (string name in names.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(n => !n.Equals("AccountAdministrator", StringComparison.OrdinalIgnoreCase)))
            {
                string scope = Subscriptions + administrator.Id.Split('/')[2];
                yield return new Holding(principals.Add(users[email].FirstOrDefault() ?? email, PrincipalType.Unknown, email), roles.Classic(name, scope)) { AssignmentId = administrator.Id, Kind = PathKind.ClassicAdministrator };
            }
        }
    }

    private IEnumerable<Holding> Partners(Snapshot snapshot)
    {
        // In a partner's own tenant the same list shows what the partner may do elsewhere.
        foreach (DelegatedAdminRelationship relationship in snapshot.Get(Datasets.DelegatedAdminRelationships).Items.Where(r =>
            string.Equals(r.Customer?.TenantId, snapshot.Info.TenantId, StringComparison.OrdinalIgnoreCase) && string.Equals(r.Status, "active", StringComparison.OrdinalIgnoreCase) && !(r.EndDateTime <= now)))
        {
            foreach (string roleId in (relationship.AccessDetails?.UnifiedRoles ?? []).Select(r => r.RoleDefinitionId).OfType<string>())
            {
                yield return new Holding(principals.Add(relationship.Id, PrincipalType.Partner, relationship.DisplayName), roles.Directory(roleId, "/"))
                {
                    AssignmentId = relationship.Id, Kind = PathKind.Partner, Start = relationship.ActivatedDateTime,

                    // A relationship that extends itself has no end that anyone has to reckon with.
                    End = relationship.AutoExtendDuration is null or "PT0S" or "P0D" ? relationship.EndDateTime : null,
                };
            }
        }
    }
}
