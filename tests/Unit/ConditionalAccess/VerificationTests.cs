using CsCheck;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.ConditionalAccess.Verification;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;
using Ed2402Posture.Tests.Unit.Azure;

namespace Ed2402Posture.Tests.Unit.ConditionalAccess;

/// <summary>Our answers against those of the simulated service, whose What If evaluation reads policies in a way of its own.</summary>
public sealed class VerificationTests
{
    [Fact]
    public async Task Of_the_sample_tenant_every_sign_in_agrees()
    {
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = Contoso.Build() });
        TenantAnalysis analysis = await AnalyzeAsync(scan);

        (int agreed, string[] differences, SignInVerification[] all) = await VerifyAsync(scan, analysis);

        Assert.Empty(differences);
        Assert.True(agreed > 20, $"{agreed} of {all.Length}");
        Assert.All(all.Where(v => v.CannotAsk is not null), v => Assert.NotEmpty(v.CannotAsk!));
        Assert.True(all.Length < analysis.Privilege.Accounts.Count * analysis.ConditionalAccess.Model.Targets.Count, "one of each class is asked about, not everyone");
    }

    [Fact]
    public async Task Of_generated_tenants_every_sign_in_agrees()
    {
        int asked = 0;
        await GeneratedTenant.Gen.SampleAsync(
        async generated =>
        {
            var tenant = new TenantBuilder();
            string user = tenant.User("Alice");
            string Known(string id) => id == GeneratedTenant.User ? user : id;
            foreach (string group in generated.Account.Groups)
            {
                string made = tenant.Group(group);
                tenant.Member(made, user);
            }

            string Group(string id) => tenant.Groups.FirstOrDefault(g => g.DisplayName == id)?.Id ?? id;
            foreach (string role in generated.Account.Roles.DefaultIfEmpty("29232cdf-9323-42fd-ade2-1d097af3e4de"))
            {
                tenant.Assign(Core.Privilege.EntraRoles.Find(role)!.DisplayName, user);
            }

            tenant.NamedLocations.AddRange(generated.Locations);
            tenant.ConditionalAccessPolicies.AddRange(generated.Policies.Select(p => p with { Conditions = p.Conditions! with { Users = p.Conditions.Users! with
            {
                ExcludeUsers = [.. (p.Conditions.Users.ExcludeUsers ?? []).Select(Known)], IncludeGroups = [.. (p.Conditions.Users.IncludeGroups ?? []).Select(Group)], ExcludeGroups = [.. (p.Conditions.Users.ExcludeGroups ?? []).Select(Group)],
            } } }));
            await using AzureScan scan = await AzureScan.StartAsync(tenant);
            (int agreed, string[] differences, _) = await VerifyAsync(scan, await AnalyzeAsync(scan));
            Assert.Empty(differences);
            asked += agreed;
        },
        iter: 15,
        threads: 1);
        Assert.True(asked > 50, $"{asked}");
    }

    [Fact]
    public async Task A_policy_that_only_one_side_applies_is_named_with_both_answers()
    {
        TenantBuilder tenant = Tenant();
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        TenantAnalysis analysis = await AnalyzeAsync(scan);
        SignInVerification verification = analysis.ConditionalAccess.Verifications(analysis.Privilege.Accounts, [null]).Single();
        WhatIfAnswer answer = await scan.Source.EvaluateAsync(verification.Question!, scan.Observer, TestContext.Current.CancellationToken);
        Assert.Null(verification.Disagreement(answer));

        WhatIfAnswer other = answer with { Policies = [.. answer.Policies.Select(p => p with { Applies = !p.Applies, Reasons = "location" })] };
        string difference = verification.Disagreement(other)!;
        Assert.Contains("this module applies 'Everyone', Microsoft Graph does not (location)", difference, StringComparison.Ordinal);
        Assert.Contains("Microsoft Graph applies 'Others', this module does not", difference, StringComparison.Ordinal);
        Assert.Equal(("'Everyone'", "'Others'"), (verification.OurAnswer, SignInVerification.TheirAnswer(other)));

        // Report-only policies are nobody's protection: whether they would apply does not matter.
        Assert.Null(verification.Disagreement(answer with { Policies = [.. answer.Policies, new WhatIfPolicy("x", "Trial", "enabledForReportingButNotEnforced", true, "")] }));
    }

    [Fact]
    public async Task An_eligible_account_is_asked_about_as_it_is_now()
    {
        TenantBuilder tenant = Tenant();
        string eve = tenant.User("Eve");
        tenant.Eligible("Global Administrator", eve);
        tenant.Policy("Roles", "enabled", new ConditionUsers { IncludeRoles = ["62e90394-69f5-4237-9190-012177145e10"] }, new GrantControls { Operator = "OR", BuiltInControls = ["block"] }, with: c => c with { ClientAppTypes = ["other"] });
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        TenantAnalysis analysis = await AnalyzeAsync(scan);
        (int agreed, string[] differences, SignInVerification[] all) = await VerifyAsync(scan, analysis);
        Assert.Empty(differences);
        Assert.Equal(2, all.Select(v => v.Account).Distinct().Count());
        Assert.True(agreed > 4);
    }

    [Fact]
    public async Task What_the_service_has_no_words_for_is_said_and_not_asked()
    {
        TenantBuilder tenant = Tenant();
        tenant.NamedLocations.Add(new NamedLocation { Id = TenantBuilder.Id("gps"), ODataType = "#microsoft.graph.countryNamedLocation", DisplayName = "GPS", CountriesAndRegions = ["NL"], CountryLookupMethod = "authenticatorAppGps" });
        tenant.Policy("Not at home", "enabled", new ConditionUsers { IncludeUsers = ["All"] }, new GrantControls { Operator = "OR", BuiltInControls = ["block"] }, with: c => c with { Locations = new ConditionLocations { IncludeLocations = ["All"], ExcludeLocations = [TenantBuilder.Id("gps")] } });
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        TenantAnalysis analysis = await AnalyzeAsync(scan);
        SignInVerification verification = analysis.ConditionalAccess.Verifications(analysis.Privilege.Accounts, [null]).Single();
        Assert.Contains("no words for the location", verification.CannotAsk, StringComparison.Ordinal);
        Assert.Null(verification.Question);
    }

    [Fact]
    public async Task A_refusal_is_told_by_the_permission_that_is_missing()
    {
        var held = new HashSet<string>(TenantSimulator.Tokens.TokenIssuer.AllPermissions);
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = Tenant().Build(), Permissions = held });
        TenantAnalysis analysis = await AnalyzeAsync(scan);
        SignInVerification verification = analysis.ConditionalAccess.Verifications(analysis.Privilege.Accounts, [null]).Single();
        held.Remove("Policy.Read.All");
        WhatIfAnswer answer = await scan.Source.EvaluateAsync(verification.Question!, scan.Observer, TestContext.Current.CancellationToken);
        Assert.Equal((DatasetStatus.NoPermission, "Policy.Read.All"), (answer.Refused!.Status, answer.Refused.Missing));
        Assert.Empty(answer.Policies);
    }

    [Fact]
    public async Task Throttling_without_a_time_to_wait_is_waited_out_at_the_lanes_pace()
    {
        TenantBuilder tenant = Tenant();
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        TenantAnalysis analysis = await AnalyzeAsync(scan);
        scan.Simulator.Options.Faults.Add(FaultRule.Throttle("conditionalAccess/evaluate", retryAfterSeconds: null, times: 2));
        (int agreed, string[] differences, _) = await VerifyAsync(scan, analysis);
        Assert.Empty(differences);
        Assert.Equal(agreed + 2, scan.Requests("conditionalAccess/evaluate").Count);
        Assert.Contains(scan.Observer.Waits, w => w.Lane == "conditional access");
    }

    private static TenantBuilder Tenant()
    {
        var tenant = new TenantBuilder();
        tenant.Assign("Global Administrator", tenant.User("Ada"));
        tenant.User("Bob");
        tenant.Policy("Everyone", "enabled", new ConditionUsers { IncludeUsers = ["All"] }, new GrantControls { Operator = "OR", BuiltInControls = ["mfa"] });
        tenant.Policy("Others", "enabled", new ConditionUsers { IncludeUsers = [TenantBuilder.Id("user:Bob")] }, new GrantControls { Operator = "OR", BuiltInControls = ["mfa"] });
        return tenant;
    }

    private static async Task<TenantAnalysis> AnalyzeAsync(AzureScan scan) => new(await scan.CollectAsync(), PostureSettings.Default);

    private static async Task<(int Agreed, string[] Differences, SignInVerification[] All)> VerifyAsync(AzureScan scan, TenantAnalysis analysis)
    {
        SignInVerification[] all = [.. analysis.ConditionalAccess.Verifications(analysis.Privilege.Accounts.Where(a => a.Type is Core.Privilege.PrincipalType.User or Core.Privilege.PrincipalType.Guest), [null, .. analysis.ConditionalAccess.Model.Targets])];
        int agreed = 0;
        var differences = new List<string>();
        foreach (SignInVerification verification in all.Where(v => v.Question is not null))
        {
            WhatIfAnswer answer = await scan.Source.EvaluateAsync(verification.Question!, scan.Observer, TestContext.Current.CancellationToken);
            Assert.Null(answer.Refused);
            if (verification.Disagreement(answer) is { } difference)
            {
                differences.Add($"{verification.Account} {verification.Target} {verification.SignIn}: {difference}");
            }
            else
            {
                agreed++;
            }
        }

        return (agreed, [.. differences], all);
    }
}
