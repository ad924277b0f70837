using System.Management.Automation;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Exposure.Review;
using Ed2402Posture.Core.Exposure.Spray;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Cmdlets;

/// <summary>The way that docs/exposure.md walks, over the sample tenant and the list beside that page.</summary>
public sealed class ExposureTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ed2402-").FullName;
    private readonly EngineSession session = new();

    public ExposureTests()
    {
        session.Run("Connect-Ed2402Tenant -Demo; New-Ed2402Case -Path $case -Title Leak; Import-Ed2402Exposure -Path $list -CasePath $case", ("case", Case), ("list", ModuleUnderTest.InRepository("docs", "exposure-demo.csv")));
    }

    private string Case => Path.Combine(folder, "case.json");

    public void Dispose()
    {
        session.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_list_of_the_page_is_tested_and_kept()
    {
        ExposureResult[] results = [.. session.Run("Test-Ed2402Exposure -CasePath $case -Record -IncludeAudit", ("case", Case)).All<ExposureResult>()];
        Assert.Equal([ExposureState.Open, ExposureState.Open, ExposureState.Open, ExposureState.Open, ExposureState.CannotProve, ExposureState.NotFound], results.Select(r => r.State));
        Assert.Contains("412 days", results[0].NoFurtherUse, StringComparison.Ordinal);
        Assert.Contains("User registered security info", results[3].MethodsAdded, StringComparison.Ordinal);
        Assert.Equal(results.Select(r => r.State), session.Run("Get-Ed2402Case $case -Item", ("case", Case)).All<CaseItem>().Select(i => i.State!.Value));
    }

    [Fact]
    public void What_a_person_decides_is_kept_with_who_and_when()
    {
        session.Run("Test-Ed2402Exposure -CasePath $case -Record", ("case", Case));
        CaseItem[] items = [.. session.Run("Test-Ed2402Exposure -CasePath $case -State CannotProve, Open | Set-Ed2402CaseItem -CasePath $case -Decision ResetByHand -Owner dora", ("case", Case)).All<CaseItem>()];
        Assert.Equal([false, false, false, false, true], items.Select(i => i.IsClosed));
        Assert.All(items, i => Assert.NotNull(i.DecidedBy));
        Assert.Equal("dora", session.Run("(Test-Ed2402Exposure -CasePath $case)[0].Owner", ("case", Case)).Single<string>());
    }

    [Fact]
    public void The_review_of_the_sample_shows_what_happened_there_and_what_did_not()
    {
        ActivityObservation[] found = [.. session.Run("Get-Ed2402ActivityReview -CasePath $case -WarningAction SilentlyContinue", ("case", Case)).All<ActivityObservation>()];
        Assert.Contains(found, o => o is { Kind: ActivityKind.ExposedCredentialUsed, Subject: "HR Provisioning", Severity: Severity.Critical });
        Assert.Equal(["HR Provisioning", "erik.sandberg@legacy.contoso.com"], found.Where(o => o.Kind == ActivityKind.NewCountry).Select(o => o.Subject));
        Assert.Contains(found, o => o is { Kind: ActivityKind.FederationChange, Subject: "erik.sandberg@legacy.contoso.com", Severity: Severity.Critical });
        Assert.Equal(["Legacy Test App", "Mail Backup"], found.Where(o => o.Kind == ActivityKind.NotUsed).Select(o => o.Subject));
    }

    [Fact]
    public void The_sample_was_sprayed_and_one_account_was_got_into()
    {
        PasswordSpray spray = session.Run("Get-Ed2402PasswordSpray").Single<PasswordSpray>();
        Assert.Equal(("maja.novak@contoso.com", "hugo.laurent@contoso.com", true), (spray.SignedIn.ToString(), spray.PasswordGuessed.ToString(), spray.LowAndSlow));
        Assert.Contains("maja.novak@contoso.com", spray.PrivilegedAccounts);
        Assert.Empty(session.Run("Get-Ed2402PasswordSpray -Since 2026-10-30Z").All<PasswordSpray>());
    }

    [Fact]
    public void A_change_fails_until_it_is_explained()
    {
        string[] before = [.. Failing()];
        Assert.NotEmpty(before);
        session.Run("Test-Ed2402Posture EXP-04 -CasePath $case -Outcome Fail | Add-Ed2402CaseExplanation -CasePath $case -Reason CHG-4711", ("case", Case));
        Assert.Empty(Failing());

        IEnumerable<string> Failing() => session.Run("Test-Ed2402Posture EXP-04 -CasePath $case -Outcome Fail", ("case", Case)).All<Finding>().Select(f => f.Reason);
    }

    [Fact]
    public void Without_a_case_nothing_of_one_is_judged()
    {
        Finding[] findings = [.. session.Run("Test-Ed2402Posture EXP-01, EXP-02, EXP-04").All<Finding>()];
        Assert.Equal([Outcome.NotApplicable, Outcome.NotApplicable, Outcome.NotApplicable], findings.Select(f => f.Outcome));
    }

    [Fact]
    public void A_secret_from_the_pipeline_is_in_no_error()
    {
        session.Run("$rows = [pscustomobject]@{ Reference = 'X'; Kind = 'Password'; UserPrincipalName = 'a@b.com'; ExposedOn = '2026-01-05'; Note = 'Winter' + '2024!' }, [pscustomobject]@{ Reference = 'Y'; Kind = 'Password'; UserPrincipalName = 'a@b.com'; ExposedOn = '2026-01-05'; Password = 'Winter' + '2024!' }");
        string shown = session.Run("$rows | Import-Ed2402Exposure -CasePath $case -ErrorVariable faults -ErrorAction SilentlyContinue; [string]::Join(' ', @($faults; $faults.Exception; $faults.ErrorDetails; $faults.TargetObject; $faults.CategoryInfo; $faults.InvocationInfo.PositionMessage)) + $faults.Count", ("case", Case)).Single<string>();
        Assert.EndsWith("2", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Winter2024", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Winter2024", File.ReadAllText(Case), StringComparison.Ordinal);
    }
}
