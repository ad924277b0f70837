using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

/// <summary>A tenant, settings and one check; each test plants what it is about.</summary>
public abstract class CheckTest(string id)
{
    protected const string GlobalAdministrator = "Global Administrator", HelpdeskAdministrator = "Helpdesk Administrator", UserAdministrator = "User Administrator";

    protected TenantBuilder Tenant { get; } = new();
    protected PostureSettings Settings { get; set; } = PostureSettings.Default;
    protected ExposureCase? Case { get; set; }

    protected List<Finding> Run()
    {
        var analysis = new TenantAnalysis(Tenant.Build(), Settings);
        return [.. CheckRunner.Run(Case is null ? analysis : analysis.ForCase(Case), [CheckCatalogue.Find(id)!])];
    }

    /// <summary>The one finding about a subject.</summary>
    protected Finding Of(string subjectId) => Assert.Single(Run(), f => string.Equals(f.SubjectId, subjectId, StringComparison.OrdinalIgnoreCase));

    /// <summary>Asserts the outcome of the one finding about a subject, and that its reason says something.</summary>
    protected Finding Expect(string subjectId, Outcome outcome, string words = "")
    {
        Finding finding = Of(subjectId);
        Assert.True(finding.Outcome == outcome, $"Expected {outcome}: {finding}");
        Assert.Contains(words, finding.Reason, StringComparison.Ordinal);
        Assert.Equal(outcome is Outcome.Fail or Outcome.Warning, finding.Remediation is not null);
        return finding;
    }

    /// <summary>A setting of one threshold of the check.</summary>
    protected PostureSettings With(string threshold, int value) =>
        new() { Thresholds = new Dictionary<string, IReadOnlyDictionary<string, int>> { [id] = new Dictionary<string, int> { [threshold] = value } } };
}
