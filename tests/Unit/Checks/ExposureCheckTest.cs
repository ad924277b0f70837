using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Checks;

/// <summary>Tests of the checks that judge a case: an exposure twenty days ago.</summary>
public abstract class ExposureCheckTest(string id) : CheckTest(id)
{
    protected static readonly DateTimeOffset Exposed = TenantBuilder.Now.AddDays(-20);

    protected static ExposureRecord Record(string reference, ExposureKind kind) => new() { Id = reference, Reference = reference, Kind = kind, ExposedOn = Exposed };

    protected void Leak(params ExposureRecord[] records) => Case = ExposureCase.Open(new CaseDetails { Title = "Leak" }, TenantBuilder.Now, "alice").WithRecords(records, TenantBuilder.Now, "alice");

    /// <summary>That without a case the check answers one NotApplicable about the tenant, whatever the data holds.</summary>
    protected void AssertNothingWithoutACase()
    {
        Case = null;
        Finding finding = Assert.Single(Run());
        Assert.Equal((Outcome.NotApplicable, Subject.TenantType), (finding.Outcome, finding.SubjectType));
        Assert.StartsWith("No case was given", finding.Reason, StringComparison.Ordinal);
    }
}
