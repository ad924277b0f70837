using Ed2402Posture.Core.ConditionalAccess.Policies;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.ConditionalAccess.Accounts;

/// <summary>Which policies are for an account, by an index from users, groups and roles to the policies that name them. Exclusions win.
/// What is not known of an account counts against protection: a policy that may not include it does not, one that may exclude it does.</summary>
internal sealed class AccountMatcher
{
    private readonly int count;
    private readonly PolicySet all;
    private readonly PolicySet allOwnApplications;
    private readonly PolicySet groupIncludes;
    private readonly PolicySet groupExcludes;
    private readonly PolicySet roleIncludes;
    private readonly PolicySet roleExcludes;
    private readonly Dictionary<string, PolicySet> include = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, PolicySet> exclude = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(int Policy, ConditionGuests? Guests, bool Include)> guests = [];
    // One account is asked about for many targets in a row.
    private (AccountProfile? Account, (PolicySet Applying, PolicySet Uncertain) Found) last;

    /// <summary>Indexes the policies that count.</summary>
    public AccountMatcher(IReadOnlyList<CompiledPolicy> policies)
    {
        count = policies.Count;
        (all, allOwnApplications) = (new PolicySet(count), new PolicySet(count));
        (groupIncludes, groupExcludes, roleIncludes, roleExcludes) = (new PolicySet(count), new PolicySet(count), new PolicySet(count), new PolicySet(count));
        foreach (CompiledPolicy policy in policies)
        {
            if (policy.IsForWorkloads)
            {
                Workloads(policy.Index, policy.Policy.Conditions!.ClientApplications!);
            }
            else if (policy.Policy.Conditions?.Users is { } users)
            {
                Users(policy.Index, users);
            }
        }
    }

    /// <summary>The policies that are for the account; and those of which that cannot be told, which are not counted.</summary>
    public (PolicySet Applying, PolicySet Uncertain) Match(AccountProfile account)
    {
        if (!ReferenceEquals(last.Account, account))
        {
            last = (account, Find(account));
        }

        return last.Found;
    }

    private (PolicySet Applying, PolicySet Uncertain) Find(AccountProfile account)
    {
        var included = new PolicySet(count);
        var excluded = new PolicySet(count);
        var mayInclude = new PolicySet(count);
        var mayExclude = new PolicySet(count);
        Named(include, account, included);
        Named(exclude, account, excluded);
        if (account.IsWorkload)
        {
            if (account.IsOwnApplication)
            {
                included.Add(allOwnApplications);
            }
        }
        else
        {
            included.Add(all);
            foreach (string id in account.LeftBy)
            {
                excluded.Add(exclude.GetValueOrDefault(id) ?? new PolicySet(count));
            }

            Guests(account, (included, excluded), (mayInclude, mayExclude));
            foreach (string unseen in account.UnseenGroups)
            {
                mayInclude.Add(include.GetValueOrDefault(unseen) ?? new PolicySet(count));
                mayExclude.Add(exclude.GetValueOrDefault(unseen) ?? new PolicySet(count));
            }

            if (!account.GroupsAreWhole)
            {
                mayInclude.Add(groupIncludes);
                mayExclude.Add(groupExcludes);
            }

            if (!account.RolesAreWhole)
            {
                mayInclude.Add(roleIncludes);
                mayExclude.Add(roleExcludes);
            }
        }

        mayInclude.Remove(included);
        mayInclude.Remove(excluded);
        included.Remove(excluded);
        PolicySet uncertain = included.And(mayExclude);
        uncertain.Add(mayInclude);
        if (account.BenefitOfDoubt)
        {
            included.Add(mayInclude);
            return (included, new PolicySet(count));
        }

        included.Remove(mayExclude);
        return (included, uncertain);
    }

    /// <summary>Whether a policy includes the account, be it excluded or not.</summary>
    public bool Includes(AccountProfile account, int policy)
    {
        var included = new PolicySet(count);
        Named(include, account, included);
        if (!account.IsWorkload)
        {
            included.Add(all);
            Guests(account, (included, new PolicySet(count)), (new PolicySet(count), new PolicySet(count)));
        }

        return included.Contains(policy);
    }

    /// <summary>Kinds of guests as a condition's flags name them; null when one is not known.</summary>
    public static GuestKind? Kinds(ConditionGuests? condition)
    {
        GuestKind kinds = GuestKind.None;
        foreach (string flag in Narrowing.Flags(condition?.GuestOrExternalUserTypes))
        {
            if (!Enum.TryParse(flag, ignoreCase: true, out GuestKind kind) || int.TryParse(flag, out _))
            {
                return null;
            }

            kinds |= kind;
        }

        return kinds;
    }

    private static void Named(Dictionary<string, PolicySet> index, AccountProfile account, PolicySet found)
    {
        if (index.TryGetValue(account.Id, out PolicySet? own))
        {
            found.Add(own);
        }

        foreach (string id in account.IsWorkload ? [] : account.Groups.Concat(account.Roles))
        {
            if (index.TryGetValue(id, out PolicySet? policies))
            {
                found.Add(policies);
            }
        }
    }

    private void Guests(AccountProfile account, (PolicySet Included, PolicySet Excluded) sure, (PolicySet Included, PolicySet Excluded) may)
    {
        if (account.Guest == GuestKind.None)
        {
            return;
        }

        foreach ((int policy, ConditionGuests? condition, bool isInclude) in guests)
        {
            // No condition stands for the word 'GuestsOrExternalUsers' in the list of users: every guest and external user.
            bool kind = condition is null || (Kinds(condition) ?? GuestKind.None).HasFlag(account.Guest);
            if (!kind)
            {
                continue;
            }

            bool enumerated = string.Equals(condition?.ExternalTenants?.MembershipKind, "enumerated", StringComparison.OrdinalIgnoreCase) || condition?.ExternalTenants?.Members is { Count: > 0 };
            if (!enumerated || account.Guest == GuestKind.InternalGuest)
            {
                (isInclude ? sure.Included : sure.Excluded).Add(policy);
            }
            else if (account.HomeTenantId is null)
            {
                (isInclude ? may.Included : may.Excluded).Add(policy);
            }
            else if (condition!.ExternalTenants!.Members?.Contains(account.HomeTenantId, StringComparer.OrdinalIgnoreCase) == true)
            {
                (isInclude ? sure.Included : sure.Excluded).Add(policy);
            }
        }
    }

    private void Users(int policy, ConditionUsers users)
    {
        foreach (string user in users.IncludeUsers ?? [])
        {
            switch (user)
            {
                case "All":
                    all.Add(policy);
                    break;
                case "None":
                    break;
                case "GuestsOrExternalUsers":
                    guests.Add((policy, null, true));
                    break;
                default:
                    Put(include, user, policy);
                    break;
            }
        }

        foreach (string user in users.ExcludeUsers ?? [])
        {
            if (user == "GuestsOrExternalUsers")
            {
                guests.Add((policy, null, false));
            }
            else
            {
                Put(exclude, user, policy);
            }
        }

        Put(include, users.IncludeGroups, policy, groupIncludes);
        Put(exclude, users.ExcludeGroups, policy, groupExcludes);
        Put(include, users.IncludeRoles, policy, roleIncludes);
        Put(exclude, users.ExcludeRoles, policy, roleExcludes);
        if (users.IncludeGuestsOrExternalUsers is { } included)
        {
            guests.Add((policy, included, true));
        }

        if (users.ExcludeGuestsOrExternalUsers is { } excluded)
        {
            guests.Add((policy, excluded, false));
        }
    }

    private void Workloads(int policy, ConditionClientApplications applications)
    {
        foreach (string id in applications.IncludeServicePrincipals ?? [])
        {
            if (id == "ServicePrincipalsInMyTenant")
            {
                allOwnApplications.Add(policy);
            }
            else
            {
                Put(include, id, policy);
            }
        }

        Put(exclude, applications.ExcludeServicePrincipals, policy, null);
    }

    private void Put(Dictionary<string, PolicySet> index, IReadOnlyList<string>? ids, int policy, PolicySet? any)
    {
        foreach (string id in ids ?? [])
        {
            Put(index, id, policy);
            any?.Add(policy);
        }
    }

    private void Put(Dictionary<string, PolicySet> index, string id, int policy)
    {
        if (!index.TryGetValue(id, out PolicySet? set))
        {
            index.Add(id, set = new PolicySet(count));
        }

        set.Add(policy);
    }
}
