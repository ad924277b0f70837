using System.Collections.Concurrent;
using CsCheck;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.ConditionalAccess;

/// <summary>CA-01 against trying every choice of activations of generated accounts: it holds exactly when it holds for each choice that gives privilege.</summary>
public sealed class ActivationTests
{
    private static readonly string[] Roles = ["Global Administrator", "User Administrator", "Exchange Administrator", "Application Administrator"];

    /// <summary>How a person comes to each of the roles, to the same by a group in PIM, and to an Azure role: not, eligible, or standing (the group and Azure: not or eligible).</summary>
    private sealed record World(int[] Held, bool InGroup, bool Azure, (bool All, int Include, int Exclude)[] Policies);

    private static readonly Gen<World> Worlds =
        from held in Gen.Frequency((3, Gen.Const(0)), (4, Gen.Const(1)), (1, Gen.Const(2))).Array[4]
        from inGroup in Gen.Bool
        from azure in Gen.Bool
        from policies in Gen.Select(Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true))), Gen.Int[0, 31], Gen.Select(Gen.Int[0, 31], Gen.Int[0, 31], (a, b) => a & b)).Array[1, 5]
        select new World(held, inGroup, azure, policies);

    [Fact]
    public void It_holds_when_it_holds_for_every_choice_of_activations_that_gives_privilege()
    {
        var seen = new ConcurrentDictionary<Outcome, int>();
        Worlds.Where(w => w.Held.Any(h => h > 0) || w.InGroup || w.Azure).Sample(
            world =>
            {
                var tenant = new TenantBuilder();
                tenant.BuiltInStrengths();
                string ada = tenant.User("Ada"), admins = tenant.Group("Admins");
                for (int role = 0; role < Roles.Length; role++)
                {
                    _ = world.Held[role] == 1 ? tenant.Eligible(Roles[role], ada) : world.Held[role] == 2 ? tenant.Assign(Roles[role], ada) : "";
                }

                tenant.Assign(Roles[1], admins);
                if (world.InGroup)
                {
                    tenant.EligibleInGroup(admins, ada);
                }

                if (world.Azure)
                {
                    tenant.EligibleAzure("Owner", ada, tenant.Subscription("Production"));
                }

                var grant = new GrantControls { Operator = "OR", BuiltInControls = [], AuthenticationStrength = tenant.AuthenticationStrengthPolicies[2] };
                foreach ((bool all, int include, int exclude) in world.Policies)
                {
                    tenant.Policy($"P{tenant.ConditionalAccessPolicies.Count}", "enabled", new ConditionUsers
                    {
                        IncludeUsers = all ? ["All"] : [], IncludeRoles = all ? [] : Named(include), IncludeGroups = all || (include & 16) == 0 ? [] : [admins], ExcludeRoles = Named(exclude), ExcludeGroups = (exclude & 16) == 0 ? [] : [admins],
                    }, grant);
                }

                Finding finding = Assert.Single(CheckRunner.Run(new TenantAnalysis(tenant.Build(), PostureSettings.Default), [CheckCatalogue.Find("CA-01")!]), f => f.SubjectId == ada);
                Assert.True(Expected(world) == finding.Outcome, $"{Expected(world)}: {finding}");
                seen.AddOrUpdate(finding.Outcome, 1, (_, n) => n + 1);

                List<string> Named(int bits) => [.. Roles.Where((_, i) => (bits & (1 << i)) != 0).Select(tenant.RoleId)];
            },
            iter: 300);
        Assert.All([Outcome.Pass, Outcome.Warning, Outcome.Fail], outcome => Assert.True(seen.GetValueOrDefault(outcome) > 3, $"{outcome} came {seen.GetValueOrDefault(outcome)} times"));
    }

    // Bits 0 to 3 are the roles, 4 the group (with role 1), 5 the Azure role.
    private static Outcome Expected(World world)
    {
        int standing = Enumerable.Range(0, 4).Where(i => world.Held[i] == 2).Sum(i => 1 << i);
        int eligible = Enumerable.Range(0, 4).Where(i => world.Held[i] == 1).Sum(i => 1 << i) | (world.InGroup ? 16 : 0) | (world.Azure ? 32 : 0);
        bool fails = false;
        for (int activated = eligible; ; activated = (activated - 1) & eligible)
        {
            fails |= (standing | activated) != 0 && IsOpen(standing | activated);
            if (activated == 0)
            {
                // An Azure role changes nothing that policies look at, so the state before it is no other.
                return fails ? Outcome.Fail : IsOpen(standing) && (eligible & ~(32 | standing)) != 0 ? Outcome.Warning : Outcome.Pass;
            }
        }

        bool IsOpen(int active)
        {
            int seen = (active & 31) | ((active & 16) != 0 ? 2 : 0);
            return !world.Policies.Any(p => (p.All || (p.Include & seen) != 0) && (p.Exclude & seen) == 0);
        }
    }
}
