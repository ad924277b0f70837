using System.Collections.Concurrent;
using CsCheck;
using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.Snapshots.Items;
using static Ed2402Posture.Tests.Unit.ConditionalAccess.PolicyMaker;

namespace Ed2402Posture.Tests.Unit.ConditionalAccess;

/// <summary>Whether a policy is for an account of which not all is known: it is exactly when it is whatever the unknown turns out to be.</summary>
public sealed class MatchingTests
{
    private static readonly string[] Groups = ["aaaaaaaa-0000-0000-0000-000000000001", "aaaaaaaa-0000-0000-0000-000000000002"], Tenants = ["eeeeeeee-0000-0000-0000-000000000001", "eeeeeeee-0000-0000-0000-000000000002", "eeeeeeee-0000-0000-0000-000000000003"];
    private static readonly GuestKind[] Kinds = [GuestKind.None, GuestKind.InternalGuest, GuestKind.B2BCollaborationGuest, GuestKind.B2BCollaborationMember];

    private static readonly Gen<ConditionGuests?> Guests = Gen.Frequency((1, Gen.Const((ConditionGuests?)null)), (2,
        from kinds in Gen.Int[1, 7]
        from tenants in Gen.Int[0, 3]
        select (ConditionGuests?)new ConditionGuests
        {
            GuestOrExternalUserTypes = string.Join(',', Kinds[1..].Where((_, i) => (kinds & (1 << i)) != 0).Select(k => char.ToLowerInvariant(k.ToString()[0]) + k.ToString()[1..])),
            ExternalTenants = tenants == 0 ? new ConditionExternalTenants { MembershipKind = "all" } : new ConditionExternalTenants { MembershipKind = "enumerated", Members = Some(Tenants[..2], tenants) },
        }));

    private static readonly Gen<ConditionUsers> Users =
        from word in Gen.Int[0, new[] { "", "", "All", "GuestsOrExternalUsers", "None" }.Length - 1].Select(i => new[] { "", "", "All", "GuestsOrExternalUsers", "None" }[i])
        from without in Gen.Int[0, new[] { "", "", "GuestsOrExternalUsers" }.Length - 1].Select(i => new[] { "", "", "GuestsOrExternalUsers" }[i])
        from includeGroups in Gen.Int[0, 3]
        from excludeGroups in Gen.Frequency((2, Gen.Const(0)), (1, Gen.Int[0, 3]))
        from include in Guests
        from exclude in Guests
        select new ConditionUsers
        {
            IncludeUsers = word.Length == 0 ? [] : [word], ExcludeUsers = without.Length == 0 ? [] : [without], IncludeGroups = Some(Groups, includeGroups), ExcludeGroups = Some(Groups, excludeGroups), IncludeGuestsOrExternalUsers = include, ExcludeGuestsOrExternalUsers = exclude,
        };

    private static readonly Gen<AccountProfile> Accounts =
        from kind in Gen.Int[0, 3]
        from home in Gen.Int[0, 3]
        from groups in Gen.Int[0, 3]
        from whole in Gen.Bool
        from unseen in Gen.Int[0, 3]
        select new AccountProfile { Id = Id("user:alice"), Guest = Kinds[kind], HomeTenantId = home == 3 || kind < 2 ? null : Tenants[home], Groups = Some(Groups, groups).ToHashSet(), GroupsAreWhole = whole, UnseenGroups = Some(Groups, unseen & ~groups).ToHashSet(), Roles = new HashSet<string>() };

    [Fact]
    public void A_policy_is_counted_when_it_is_for_the_account_whatever_is_not_known()
    {
        var seen = new ConcurrentDictionary<bool, int>();
        Gen.Select(Users, Accounts).Sample(
            (users, account) =>
            {
                var model = new ConditionalAccessModel(new ConditionalAccessInput { Policies = [Policy("P", c => c with { Users = users })] });
                bool expected = Possible(account).All(a => IsFor(users, a));
                Assert.Equal(expected, model.Applies(account, model.Policies[0]));
                seen.AddOrUpdate(expected, 1, (_, n) => n + 1);
            },
            iter: 5000);
        Assert.All([true, false], value => Assert.True(seen.GetValueOrDefault(value) > 200));
    }

    /// <summary>Every account that the known part allows.</summary>
    private static IEnumerable<AccountProfile> Possible(AccountProfile account) =>
        from home in account.HomeTenantId is not null || account.Guest < GuestKind.B2BCollaborationGuest ? [account.HomeTenantId!] : Tenants
        from more in Enumerable.Range(0, 4)
        where !account.GroupsAreWhole || Some(Groups, more).All(account.UnseenGroups.Contains)
        select account with { HomeTenantId = home, Groups = account.Groups.Concat(Some(Groups, more)).ToHashSet() };

    private static bool IsFor(ConditionUsers users, AccountProfile account)
    {
        bool Guest(ConditionGuests? condition) => condition is not null && condition.GuestOrExternalUserTypes!.Split(',').Contains(account.Guest.ToString(), StringComparer.OrdinalIgnoreCase)
            && (account.Guest == GuestKind.InternalGuest || condition.ExternalTenants!.MembershipKind == "all" || condition.ExternalTenants.Members!.Contains(account.HomeTenantId));
        bool Named(IReadOnlyList<string>? words, IReadOnlyList<string>? groups) => (words ?? []).Any(w => w == "All" || (w == "GuestsOrExternalUsers" && account.Guest != GuestKind.None)) || (groups ?? []).Any(account.Groups.Contains);
        return (Named(users.IncludeUsers, users.IncludeGroups) || Guest(users.IncludeGuestsOrExternalUsers)) && !Named(users.ExcludeUsers, users.ExcludeGroups) && !Guest(users.ExcludeGuestsOrExternalUsers);
    }

    private static string[] Some(string[] values, int bits) => [.. values.Where((_, i) => (bits & (1 << i)) != 0)];
}
