using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Comparison;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Snapshots;

public sealed class SnapshotComparerTests
{
    [Fact]
    public void A_tenant_that_stayed_as_it_was_has_no_change() => Assert.Empty(SnapshotComparer.Compare(Contoso.Build(), Contoso.Build()));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_order_in_which_a_service_answers_is_no_change(int seed)
    {
        Snapshot tenant = Contoso.Build();
        var random = new Random(seed);
        Assert.Equal("", string.Join("\n", SnapshotComparer.Compare(tenant, tenant.With(tenant.Info, Datasets.All.Select(d => Shuffle((dynamic)tenant.Get(d), random)).Cast<Dataset>())).Select(c => $"{c} [{c.Property}]")));
    }

    [Fact]
    public void An_account_that_got_a_role_is_added_and_one_that_lost_it_is_removed()
    {
        List<SnapshotChange> changes = Compare(before => before.Assign("Global Administrator", before.User("Old")), after => after.Assign("Global Administrator", after.User("New")));

        SnapshotChange added = Assert.Single(changes, c => c is { Area: ChangeArea.PrivilegedAccount, Kind: ChangeKind.Added });
        Assert.Equal((TenantBuilder.Id("user:New"), "Global Administrator", null, 0), (added.SubjectId, added.After, added.Before, added.Tier));
        Assert.Equal(TenantBuilder.Id("user:Old"), Assert.Single(changes, c => c is { Area: ChangeArea.PrivilegedAccount, Kind: ChangeKind.Removed }).SubjectId);
        Assert.DoesNotContain(changes, c => c.Area == ChangeArea.Path);
    }

    [Fact]
    public void A_second_role_is_a_path_and_a_change_of_tier()
    {
        List<SnapshotChange> changes = Compare(
            before => before.Assign("Helpdesk Administrator", before.User("Ada")),
            after =>
            {
                string ada = after.User("Ada");
                after.Assign("Helpdesk Administrator", ada);
                after.Assign("Global Administrator", ada);
            });

        SnapshotChange tier = Assert.Single(changes, c => c is { Area: ChangeArea.PrivilegedAccount });
        Assert.Equal((ChangeKind.Changed, "Tier", "1", "0"), (tier.Kind, tier.Property, tier.Before, tier.After));
        Assert.Contains(changes, c => c is { Area: ChangeArea.Path, Kind: ChangeKind.Added, Property: "Global Administrator" });
    }

    [Fact]
    public void What_one_side_did_not_read_is_neither_added_nor_removed()
    {
        static void Olga(TenantBuilder tenant) => tenant.AssignAzure("Owner", tenant.User("Olga"), tenant.Subscription("Production"));
        static void Unread(TenantBuilder tenant) => tenant.Unread(Datasets.AzureRoleAssignments, DatasetStatus.NoPermission, "Reader");

        foreach (List<SnapshotChange> changes in (List<SnapshotChange>[])[Compare(Olga, Unread), Compare(Unread, Olga)])
        {
            Assert.DoesNotContain(changes, c => c.Area is ChangeArea.PrivilegedAccount or ChangeArea.Path);
            Assert.DoesNotContain(changes, c => c.Kind == ChangeKind.Removed || (c.Kind == ChangeKind.Added && c.SubjectId == TenantBuilder.Id("user:Olga")));
            SnapshotChange dataset = Assert.Single(changes, c => c.Area == ChangeArea.Dataset);
            Assert.Equal((ChangeKind.NotComparable, "azureRoleAssignments"), (dataset.Kind, dataset.SubjectId));
            Assert.Contains("Reader", dataset.Text, StringComparison.Ordinal);
            Assert.Contains(changes, c => c is { Area: ChangeArea.Verdict, Kind: ChangeKind.NotComparable });
        }
    }

    [Fact]
    public void What_neither_side_read_hides_no_change_elsewhere()
    {
        static void Unread(TenantBuilder tenant) => tenant.Unread(Datasets.AzureRoleAssignments, DatasetStatus.NoPermission, "Reader");
        List<SnapshotChange> changes = Compare(Unread, after =>
        {
            Unread(after);
            after.Assign("Global Administrator", after.User("New"));
        });

        Assert.Contains(changes, c => c is { Area: ChangeArea.PrivilegedAccount, Kind: ChangeKind.Added, Subject: "new@contoso.com" });
        Assert.Contains(changes, c => c is { Area: ChangeArea.Verdict, Kind: ChangeKind.Added, CheckId: "PIM-01", After: "Fail" });
        Assert.DoesNotContain(changes, c => c is { Area: ChangeArea.Verdict, Kind: ChangeKind.NotComparable });
    }

    [Fact]
    public void A_verdict_that_turns_is_a_change()
    {
        List<SnapshotChange> changes = Compare(
            before => before.Assign("Global Administrator", before.Administrator("Ada", 1, "fido2SecurityKey")),
            after => after.Assign("Global Administrator", after.Administrator("Ada", 1, "fido2SecurityKey", u => u with { OnPremisesSyncEnabled = true })));

        SnapshotChange verdict = Assert.Single(changes, c => c is { Area: ChangeArea.Verdict, CheckId: "HYG-02" });
        Assert.Equal((ChangeKind.Changed, "Pass", "Fail"), (verdict.Kind, verdict.Before, verdict.After));
    }

    [Fact]
    public void A_dataset_that_is_lost_makes_no_verdict_better()
    {
        List<SnapshotChange> changes = Compare(
            before => before.Assign("Global Administrator", before.User("Ada", u => u with { OnPremisesSyncEnabled = true })),
            after =>
            {
                after.Assign("Global Administrator", after.User("Ada", u => u with { OnPremisesSyncEnabled = true }));
                after.Unread(Datasets.Users, DatasetStatus.Failed, reason: "503");
            });

        Assert.DoesNotContain(changes, c => c is { Area: ChangeArea.Verdict, CheckId: "HYG-02", Kind: not ChangeKind.NotComparable });
        Assert.Contains("cannot now", Assert.Single(changes, c => c.CheckId == "HYG-02").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_come_and_go()
    {
        List<SnapshotChange> changes = Compare(before => before.Application("Build", TenantBuilder.Secret("old", 10, 90)), after => after.Application("Build", TenantBuilder.Secret("new", 10, 90)));

        Assert.Equal(
            [(ChangeKind.Added, "Build"), (ChangeKind.Removed, "Build")],
            changes.Where(c => c.Area == ChangeArea.Credential).Select(c => (c.Kind, c.Subject)));
        Assert.Contains("'new'", changes.First(c => c is { Area: ChangeArea.Credential, Kind: ChangeKind.Added }).After, StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_that_were_not_read_are_not_gone()
    {
        List<SnapshotChange> changes = Compare(before => before.Application("Build", TenantBuilder.Secret("old", 10, 90)), after => after.Unread(Datasets.Applications, DatasetStatus.Partial, reason: "503"));

        Assert.DoesNotContain(changes, c => c.Area == ChangeArea.Credential);
    }

    [Fact]
    public void A_policy_tells_the_setting_that_changed()
    {
        ConditionUsers all = new() { IncludeUsers = ["All"] };
        List<SnapshotChange> changes = Compare(
            before => before.Policy("Require MFA", "enabled", all, new GrantControls { Operator = "OR", BuiltInControls = ["mfa"] }),
            after => after.Policy("Require MFA", "enabledForReportingButNotEnforced", all with { ExcludeUsers = ["b", "a"] }, new GrantControls { Operator = "OR", BuiltInControls = ["mfa"] }));

        Assert.Equal(
            [("conditions.users.excludeUsers", null, "a; b"), ("state", "enabled", "enabledForReportingButNotEnforced")],
            changes.Where(c => c.Area == ChangeArea.Policy).Select(c => (c.Property, c.Before, c.After)));
        Assert.All(changes.Where(c => c.Area == ChangeArea.Policy), c => Assert.Equal("Require MFA", c.Subject));
    }

    [Fact]
    public void The_order_of_a_list_is_no_change()
    {
        static void Make(TenantBuilder tenant, params string[] users) => tenant.Policy("Block", "enabled", new ConditionUsers { IncludeUsers = users });
        Assert.DoesNotContain(Compare(before => Make(before, "a", "b"), after => Make(after, "b", "a")), c => c.Area == ChangeArea.Policy);
        Assert.Contains(Compare(before => Make(before, "a", "b"), after => Make(after, "a")), c => c.Area == ChangeArea.Policy);
    }

    [Fact]
    public void Snapshots_of_different_tenants_are_refused() =>
        Assert.Equal("SnapshotsOfDifferentTenants", Assert.Throws<SnapshotException>(() => SnapshotComparer.Compare(new TenantBuilder("Contoso").Build(), new TenantBuilder("Fabrikam").Build()).ToList()).ErrorId);

    private static List<SnapshotChange> Compare(Action<TenantBuilder> before, Action<TenantBuilder> after) => [.. SnapshotComparer.Compare(Make(before), Make(after))];

    private static Dataset Shuffle<T>(Dataset<T> dataset, Random random)
        where T : class
    {
        T[] items = [.. dataset.Items];
        random.Shuffle(items);
        var builder = new SnapshotBuilder();
        builder.Set((DatasetDefinition<T>)dataset.Definition, dataset.State, items);
        return builder.Find(dataset.Definition)!;
    }

    private static Snapshot Make(Action<TenantBuilder> plant)
    {
        var tenant = new TenantBuilder();
        plant(tenant);
        return tenant.Build();
    }
}
