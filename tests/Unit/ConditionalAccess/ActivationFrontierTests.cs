using System.Collections.Concurrent;
using System.Diagnostics;
using CsCheck;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.ConditionalAccess;

/// <summary>Many activations, held against trying every choice of them.</summary>
public sealed class ActivationFrontierTests
{
    private sealed record Rule(bool All, int Include, int Exclude);

    /// <summary>Activations, each with the ids that it brings, and whether it is privilege; and policies over those ids.</summary>
    private sealed record World(int[] Ids, bool[] Privilege, bool Standing, Rule[] Rules);

    private static readonly Gen<World> Worlds =
        from number in Gen.Int[1, 10]
        from ids in Gen.Frequency((5, Gen.Int[0, 9].Select(i => 1 << i)), (1, Gen.Int[0, 1023])).Array[number]
        from privilege in Gen.Frequency((2, Gen.Const(true)), (1, Gen.Const(false))).Array[number]
        from standing in Gen.Frequency((1, Gen.Const(true)), (3, Gen.Const(false)))
        from rules in Gen.Select(Gen.Frequency((2, Gen.Const(false)), (1, Gen.Const(true))), Some, Some, (all, include, exclude) => new Rule(all, include, exclude)).Array[1, 8]
        select new World(ids, privilege, standing, rules);

    private static Gen<int> Some => Gen.Frequency((1, Gen.Const(0)), (2, Gen.Int[0, 9].Select(i => 1 << i)), (2, Gen.Select(Gen.Int[0, 1023], Gen.Int[0, 1023], (a, b) => a & b)));

    [Fact]
    public void For_every_choice_there_is_a_judged_one_that_is_as_weak()
    {
        int judged = 0, possible = 0, beside = 0;
        Worlds.Sample(
            world =>
            {
                int[][] frontier = [.. Frontier(world)];
                Assert.All(frontier, choice => Assert.True(world.Standing || choice.Any(i => world.Privilege[i])));
                (int Applying, int LeftOut)[] found = [.. frontier.Select(choice => Of(world, choice))];
                for (int bits = 0; bits < 1 << world.Ids.Length; bits++)
                {
                    int[] choice = [.. Enumerable.Range(0, world.Ids.Length).Where(i => (bits & (1 << i)) != 0)];
                    if (world.Standing || choice.Any(i => world.Privilege[i]))
                    {
                        (int applying, int leftOut) = Of(world, choice);
                        Assert.Contains(found, f => (f.Applying & ~applying) == 0 && (leftOut & ~f.LeftOut) == 0);
                        Interlocked.Increment(ref possible);
                    }
                }

                Interlocked.Add(ref judged, frontier.Length);
                Interlocked.Add(ref beside, frontier.Length > 1 ? 1 : 0);
            },
            iter: 3000, threads: 1);
        Assert.True(judged * 20L < possible && beside > 100, $"{judged} of {possible} choices were judged; in {beside} worlds more than one");
    }

    [Fact]
    public void More_choices_than_can_be_followed_are_not_cut_short()
    {
        (PolicySet, PolicySet)[] effects = [.. Enumerable.Range(0, 9).Select(i => (One(i), One(i + 9)))];
        Assert.Null(ActivationFrontier.Of(effects, [.. Enumerable.Repeat(true, 9)], isPrivileged: false));
        Assert.Equal(128, Assert.IsAssignableFrom<IReadOnlyList<int[]>>(ActivationFrontier.Of(effects[..7], [.. Enumerable.Repeat(true, 7)], isPrivileged: true)).Count);

        static PolicySet One(int policy)
        {
            var set = new PolicySet(18);
            set.Add(policy);
            return set;
        }
    }

    [Fact]
    public void What_is_at_worst_is_no_stronger_than_any_choice()
    {
        Worlds.Sample(
            world =>
            {
                int ids = world.Ids.Aggregate(0, (all, i) => all | i);
                int applying = Bits(world, r => r.All && (r.Exclude & ids) == 0);
                Assert.All(Enumerable.Range(0, 1 << world.Ids.Length), bits => Assert.Equal(0, applying & ~Of(world, [.. Enumerable.Range(0, world.Ids.Length).Where(i => (bits & (1 << i)) != 0)]).Applying));
            },
            iter: 200, threads: 1);
    }

    [Fact]
    public void Of_many_people_with_many_roles_under_many_policies_few_choices_are_judged()
    {
        var random = new Random(2402);
        int choices = 0;
        long begin = Stopwatch.GetTimestamp();
        for (int person = 0; person < 400; person++)
        {
            // Twelve eligible roles; two hundred policies, each for one of five sets of roles; four of the roles are excluded from one policy each.
            int[] sets = [.. Enumerable.Range(0, 5).Select(_ => random.Next(1 << 12))], policies = [.. Enumerable.Range(0, 200).Select(_ => sets[random.Next(5)])];
            (PolicySet, PolicySet)[] effects = [.. Enumerable.Range(0, 12).Select(role => (Set(Enumerable.Range(0, 200).Where(p => (policies[p] & (1 << role)) != 0)), Set(Enumerable.Repeat(random.Next(200), role < 4 ? 1 : 0))))];
            choices += Assert.IsAssignableFrom<IReadOnlyList<int[]>>(ActivationFrontier.Of(effects, [.. Enumerable.Repeat(true, 12)], isPrivileged: false)).Count;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{choices} choices in {Stopwatch.GetElapsedTime(begin).TotalMilliseconds:0} ms");
        Assert.InRange(choices, 400, 400 * 32);
        static PolicySet Set(IEnumerable<int> policies)
        {
            var set = new PolicySet(200);
            foreach (int policy in policies)
            {
                set.Add(policy);
            }

            return set;
        }
    }

    private static readonly string[] Roles =
    [
        "Global Administrator", "User Administrator", "Exchange Administrator", "Application Administrator", "Security Administrator", "SharePoint Administrator", "Intune Administrator", "Privileged Role Administrator", "Authentication Administrator",
    ];

    private sealed record Tenant(int Standing, (bool All, int Include, int Exclude)[] Policies);

    private static readonly Gen<Tenant> Tenants =
        from standing in Gen.Frequency((2, Gen.Const(0)), (1, Gen.Int[0, 8].Select(i => 1 << i)))
        from policies in Gen.Select(Gen.Frequency((2, Gen.Const(false)), (1, Gen.Const(true))), Gen.Frequency((1, Gen.Const(511)), (3, Gen.Int[1, 511])), Gen.Frequency((3, Gen.Const(0)), (2, Gen.Int[0, 8].Select(i => 1 << i)), (1, Gen.Int[0, 511])), (a, i, e) => (a, i, e)).Array[1, 5]
        select new Tenant(standing, policies);

    [Fact]
    public void Checks_fail_exactly_when_some_choice_of_nine_roles_fails()
    {
        var seen = new ConcurrentDictionary<(string, bool), int>();
        Tenants.Sample(
            world =>
            {
                var tenant = new TenantBuilder();
                tenant.BuiltInStrengths();
                string ada = tenant.User("Ada");
                for (int role = 0; role < Roles.Length; role++)
                {
                    _ = (world.Standing & (1 << role)) != 0 ? tenant.Assign(Roles[role], ada) : tenant.Eligible(Roles[role], ada);
                }

                var grant = new GrantControls { Operator = "OR", BuiltInControls = [], AuthenticationStrength = tenant.AuthenticationStrengthPolicies[2] };
                foreach ((bool all, int include, int exclude) in world.Policies)
                {
                    tenant.Policy($"P{tenant.ConditionalAccessPolicies.Count}", "enabled", new ConditionUsers { IncludeUsers = all ? ["All"] : [], IncludeRoles = all ? [] : Named(include), ExcludeRoles = Named(exclude) }, grant);
                }

                var analysis = new TenantAnalysis(tenant.Build(), PostureSettings.Default);
                (bool open, bool letOut) = Expected(world);
                foreach ((string check, bool fails) in new[] { ("CA-01", open), ("CA-02", letOut) })
                {
                    Finding finding = Assert.Single(CheckRunner.Run(analysis, [CheckCatalogue.Find(check)!]), f => f.SubjectId == ada);
                    Assert.True(fails == (finding.Outcome == Outcome.Fail), $"{fails}: {finding}");
                    seen.AddOrUpdate((check, fails), 1, (_, n) => n + 1);
                }

                List<string> Named(int bits) => [.. Roles.Where((_, i) => (bits & (1 << i)) != 0).Select(tenant.RoleId)];
            },
            iter: 200);
        Assert.All(new[] { "CA-01", "CA-02" }, check => Assert.True(seen.GetValueOrDefault((check, true)) > 10 && seen.GetValueOrDefault((check, false)) > 10, string.Join("; ", seen)));
    }

    // Whether in some state nothing applies; and whether in some such state a policy that includes the account excludes it.
    private static (bool Open, bool LetOut) Expected(Tenant world)
    {
        bool open = false, letOut = false;
        for (int active = 1; active < 1 << Roles.Length; active++)
        {
            if ((active & world.Standing) == world.Standing && !world.Policies.Any(p => (p.All || (p.Include & active) != 0) && (p.Exclude & active) == 0))
            {
                open = true;
                letOut |= world.Policies.Any(p => (p.All || (p.Include & active) != 0) && (p.Exclude & active) != 0);
            }
        }

        return (open, letOut);
    }

    private static IReadOnlyList<int[]> Frontier(World world)
    {
        var effects = new ActivationEffects(world.Rules.Select(r => new ConditionalAccessPolicy
        {
            Id = "p", State = "enabled", Conditions = new ConditionSet { Users = new ConditionUsers { IncludeUsers = r.All ? ["All"] : [], IncludeRoles = Names(r.Include), ExcludeGroups = Names(r.Exclude) } },
        }));
        var before = new AccountProfile { Id = "ada", Groups = new HashSet<string>(), Roles = new HashSet<string>() };
        Activation[] activations = [.. world.Ids.Select((ids, i) => new Activation($"a{i}", Names(ids).ToHashSet(), new HashSet<string>(), world.Privilege[i]))];
        return ActivationFrontier.Of(effects.Of(before, activations), world.Privilege, world.Standing) ?? throw new InvalidOperationException("More than may be.");
    }

    private static List<string> Names(int bits) => [.. Enumerable.Range(0, 10).Where(i => (bits & (1 << i)) != 0).Select(i => $"id{i}")];

    private static (int Applying, int LeftOut) Of(World world, IEnumerable<int> choice)
    {
        int ids = choice.Aggregate(0, (all, i) => all | world.Ids[i]);
        return (Bits(world, r => (r.All || (r.Include & ids) != 0) && (r.Exclude & ids) == 0), Bits(world, r => (r.All || (r.Include & ids) != 0) && (r.Exclude & ids) != 0));
    }

    private static int Bits(World world, Func<Rule, bool> holds) => Enumerable.Range(0, world.Rules.Length).Where(i => holds(world.Rules[i])).Sum(i => 1 << i);
}
