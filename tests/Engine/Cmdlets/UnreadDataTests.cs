using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Cmdlets;

/// <summary>With any one dataset taken away nothing turns to Pass, and what is missing is named.</summary>
public sealed class UnreadDataTests
{
    private static readonly Lazy<HashSet<string>> PassedOnAllData = new(() =>
    {
        using EngineSession session = EngineSession.Demo();
        return [.. Passed(session.Run("Test-Ed2402Posture").All<Finding>())];
    });

    public static TheoryData<string> Names() => [.. Datasets.All.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_turns_to_Pass_without_a_dataset(string dataset)
    {
        using DemoSnapshot snapshot = DemoSnapshot.Without(dataset);
        using EngineSession session = snapshot.Open();
        EngineResult result = session.Run("Test-Ed2402Posture");
        IReadOnlyList<Finding> findings = result.All<Finding>();

        Assert.Empty(Passed(findings).Except(PassedOnAllData.Value));
        foreach (CheckMetadata check in CheckCatalogue.All.Select(c => c.Metadata).Where(c => !c.NeedsCase && c.Needs.Concat(c.Widens).Any(n => n.Dataset.Name == dataset)))
        {
            Finding finding = Assert.Single(findings, f => f.CheckId == check.Id && f.SubjectType == Subject.TenantType && f.Outcome == Outcome.NotAssessed && f.Resource?.Contains(dataset, StringComparison.OrdinalIgnoreCase) == true);
            Assert.StartsWith(DatasetStatus.NoPermission.ToString(), finding.Reason, StringComparison.Ordinal);
            Assert.Contains("Some.Permission", finding.Reason, StringComparison.Ordinal);
            Assert.Contains(result.Warnings, w => w.Contains(dataset, StringComparison.Ordinal) && w.Contains("Some.Permission", StringComparison.Ordinal));
            Assert.Equal([false], session.Run($"Test-Ed2402Posture -CheckId {check.Id} -Quiet").Output.Select(o => o.BaseObject));
        }
    }

    [Theory]
    [InlineData("groupMembers")]
    [InlineData("azureRoleAssignments")]
    [InlineData("appRoleAssignments")]
    public void Accounts_say_what_may_be_lacking(string dataset)
    {
        using DemoSnapshot snapshot = DemoSnapshot.Without(dataset);
        using EngineSession session = snapshot.Open();
        EngineResult result = session.Run("Get-Ed2402PrivilegedAccount");
        Assert.NotEmpty(result.Output);
        Assert.All(result.All<PrivilegedAccount>(), account => Assert.Contains(dataset, account.Completeness, StringComparison.Ordinal));
        Assert.Contains(result.Warnings, w => w.Contains(dataset, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("azureRoleAssignments", true)]
    [InlineData("groupOwners", true)]
    [InlineData("appRoleAssignments", false)]
    [InlineData("applicationOwners", false)]
    public void Assignments_say_what_may_be_lacking_of_assignments(string dataset, bool lacking)
    {
        using DemoSnapshot snapshot = DemoSnapshot.Without(dataset);
        using EngineSession session = snapshot.Open();
        IReadOnlyList<RoleHolding> holdings = session.Run("Get-Ed2402RoleAssignment -Derived").All<RoleHolding>();
        Assert.NotEmpty(holdings);
        Assert.All(holdings, holding => Assert.Equal(lacking, holding.Completeness.Contains(dataset, StringComparison.Ordinal)));
        Assert.All(holdings, holding => Assert.Equal(!lacking, holding.Completeness == "Complete"));
    }

    [Fact]
    public void A_name_that_is_not_found_in_part_of_the_data_is_said_to_be_so()
    {
        using DemoSnapshot snapshot = DemoSnapshot.Without("groupMembers");
        using EngineSession session = snapshot.Open();
        System.Management.Automation.ErrorRecord error = Assert.Single(session.Run("Get-Ed2402PrivilegedAccount -Name nobody").Errors);
        Assert.Contains("among what could be read", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("groupMembers", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_is_not_clean_while_something_about_it_was_not_read()
    {
        using DemoSnapshot snapshot = DemoSnapshot.Without("roleEligibilityScheduleInstances");
        using EngineSession session = snapshot.Open();
        EngineResult result = session.Run("Get-Ed2402PrivilegedAccount -Name breakglass1* | Test-Ed2402Posture -CheckId PIM-01");
        Assert.Contains(result.All<Finding>(), f => f.Outcome == Outcome.NotAssessed);
    }

    /// <summary>Checks with the subjects that pass them. Names, roles and reasons may differ: less is known of the subject.</summary>
    private static IEnumerable<string> Passed(IEnumerable<Finding> findings) =>
        findings.Where(f => f.Outcome == Outcome.Pass).Select(f => $"{f.CheckId} of {f.SubjectId}").Distinct();
}
