using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>A tenant with many users and groups of privilege that changes from round to round: they are renamed, disabled, deleted and restored, gain and lose
/// roles, come and go as members and owners, and are named by policies or no longer.</summary>
internal sealed class ChangingTenant(int users, int groups, int seed)
{
    private readonly Random random = new(seed);
    private readonly Person[] people = [.. Enumerable.Range(0, users).Select(i => new Person { HasRole = true, IsThere = i % 9 != 8 })];
    private readonly Team[] teams = [.. Enumerable.Range(0, groups).Select(i => new Team { HasRole = i % 3 != 2, IsInPolicy = i % 2 == 0, IsThere = i % 9 != 8, Members = [i % users], Owners = [(i + 7) % users] })];

    private int round;

    /// <summary>How many applications there are, each with a secret; one in five holds a permission of privilege.</summary>
    public int Applications { get; init; }

    /// <summary>Whether an administrative unit restricts who manages its members.</summary>
    public bool HasRestrictedUnit { get; set; }

    /// <summary>Changes about one in so many of everything; 1 changes all.</summary>
    public void Change(int oneIn)
    {
        round++;
        foreach (Person person in people.Where(_ => Picks(oneIn)))
        {
            person.Version++;
            person.IsThere = Picks(4) ? !person.IsThere : person.IsThere;
            person.HasRole = Picks(6) ? !person.HasRole : person.HasRole;
        }

        foreach (Team team in teams.Where(_ => Picks(oneIn)))
        {
            team.Version += random.Next(2);
            team.IsThere = Picks(4) ? !team.IsThere : team.IsThere;
            team.HasRole = Picks(6) ? !team.HasRole : team.HasRole;
            team.IsInPolicy = Picks(6) ? !team.IsInPolicy : team.IsInPolicy;
            Turn(team.Members);
            Turn(team.Owners);
            team.Nested = Picks(3) ? random.Next(teams.Length) : team.Nested;
        }
    }

    /// <summary>Changes one user.</summary>
    public void Rename(int user) => people[user].Version++;

    public void Delete(int user) => people[user].IsThere = false;

    public void Restore(int user) => people[user].IsThere = true;

    /// <summary>The tenant as it is now.</summary>
    public Snapshot Build()
    {
        var tenant = new TenantBuilder().Licensed(p1: true, p2: true);
        tenant.BuiltInStrengths();
        string?[] userIds = [.. people.Select((p, i) => p.IsThere ? tenant.User($"User {i}", u => u with { DisplayName = $"User {i}, {p.Version}", AccountEnabled = p.Version % 3 != 2, LastPasswordChangeDateTime = TenantBuilder.Now.AddDays(-p.Version) }) : null)];
        string?[] groupIds = [.. teams.Select((t, i) => t.IsThere ? tenant.Group($"Group {i}", with: g => g with { DisplayName = $"Group {i}, {t.Version}" }) : null)];
        for (int i = 0; i < people.Length; i++)
        {
            if (userIds[i] is { } id)
            {
                _ = people[i].HasRole ? tenant.Register(id, "fido2SecurityKey").Assign("Global Reader", id) : id;
            }
        }

        for (int i = 0; i < teams.Length; i++)
        {
            if (groupIds[i] is not { } id)
            {
                continue;
            }

            if (teams[i].HasRole)
            {
                tenant.Assign("Security Reader", id);
            }

            tenant.Member(id, [.. teams[i].Members.Select(m => userIds[m]).Append(teams[i].Nested is { } nested && nested != i ? groupIds[nested] : null).OfType<string>()]);
            tenant.Owner(id, [.. teams[i].Owners.Select(o => userIds[o]).OfType<string>()]);
        }

        for (int i = 0; i < Applications; i++)
        {
            // With each round one in seven goes, comes back, or gets another secret.
            if ((i + round) % 7 != 6)
            {
                string id = tenant.Application($"Application {i}", TenantBuilder.Secret($"secret {(i + round) / 7}", 10, 100));
                _ = i % 5 == 0 ? tenant.Grant(id, "RoleManagement.ReadWrite.Directory") : tenant;
            }
        }

        tenant.Policy("One", "enabled", new ConditionUsers { IncludeUsers = ["All"], IncludeGroups = [], ExcludeUsers = [], ExcludeGroups = [.. groupIds.Where((id, i) => id is not null && teams[i].IsInPolicy)!], IncludeRoles = [], ExcludeRoles = [] }, grant: new GrantControls { Operator = "OR", BuiltInControls = ["mfa"], CustomAuthenticationFactors = [], TermsOfUse = [] });
        if (HasRestrictedUnit)
        {
            tenant.AdministrativeUnit("Restricted", restricted: true, [.. userIds.OfType<string>().Take(5)]);
        }

        return tenant.Build();
    }

    private void Turn(HashSet<int> set)
    {
        int user = random.Next(people.Length);
        if (!set.Remove(user))
        {
            set.Add(user);
        }
    }

    private bool Picks(int oneIn) => random.Next(oneIn) == 0;

    private sealed class Person
    {
        public bool IsThere { get; set; }
        public bool HasRole { get; set; }
        public int Version { get; set; }
    }

    private sealed class Team
    {
        public bool IsThere { get; set; }
        public bool HasRole { get; set; }
        public bool IsInPolicy { get; set; }
        public int Version { get; set; }
        public int? Nested { get; set; }
        public required HashSet<int> Members { get; init; }
        public required HashSet<int> Owners { get; init; }
    }
}
