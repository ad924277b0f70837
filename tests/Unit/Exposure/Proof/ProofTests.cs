using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Exposure.Proof;

/// <summary>Words in which the proofs are tested. The exposure is 30 days before the snapshot.</summary>
internal static class ProofTests
{
    public static readonly DateTimeOffset Exposed = TenantBuilder.Now.AddDays(-30);

    public static ExposureRecord Record(ExposureKind kind) => new() { Id = "MAIL-1#1", Reference = "MAIL-1", Kind = kind, ExposedOn = Exposed };

    public static ExposureRecord App(string name, ExposureKind kind = ExposureKind.Secret) => Record(kind) with { AppId = TenantBuilder.Id("app:" + name) };

    public static ExposureRecord User(string name, ExposureKind kind = ExposureKind.Password) => Record(kind) with { UserPrincipalName = $"{name}@contoso.com" };

    public static ExposureResult Prove(this TenantBuilder tenant, ExposureRecord record, CaseResult? before = null) =>
        Assert.Single(ExposureProof.Prove([record], tenant.Build(), before is null ? null : new Dictionary<string, CaseResult> { [record.Id] = before }));

    public static void Is(this ExposureResult result, ExposureState state, string reason)
    {
        Assert.True(state == result.State, result.ToString());
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
        if (state == ExposureState.Remediated)
        {
            Assert.NotEmpty(result.Evidence);
        }
    }

    public static TenantBuilder WithDeletions(this TenantBuilder tenant) => tenant.Read(Datasets.DeletedObjects);
}
