using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Tests.Unit.Checks;

/// <summary>A check with fixed findings: the tenant passes, Alice fails, Bob passes.</summary>
internal sealed class Probe : Check
{
    public bool Stands { get; init; } = true;
    public bool Throws { get; init; }
    public bool AliceFails { get; init; } = true;
    public DatasetNeed Need { get; init; } = Datasets.Domains;

    public override CheckMetadata Metadata => new()
    {
        Id = "PRB-01", Title = "A probe", Category = CheckCategory.Hygiene, Severity = Severity.Medium, Provenance = [Provenance.BOD, Provenance.OWN], References = ["NIST AC-2", "ATT&CK T1078"],
        Remediation = "Mend it.", Needs = [Need], Widens = [Datasets.Users], FailuresStandOnPartialData = Stands,
    };

    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        yield return Pass(context, context.Tenant, "It holds of all.");
        if (Throws)
        {
            throw new InvalidOperationException("no such thing");
        }

        var alice = new Subject("alice@contoso.com", "a-1", "User");
        yield return AliceFails ? Fail(context, alice, "It does not hold.") : Pass(context, alice, "It holds.");
        yield return Pass(context, new Subject("bob@contoso.com", "b-1", "User"), "It holds.");
    }
}
