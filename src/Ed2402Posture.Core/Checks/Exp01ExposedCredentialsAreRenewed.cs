using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>EXP-01: what a case names of applications was renewed since. One finding a record.</summary>
internal sealed class Exp01ExposedCredentialsAreRenewed : ExposureCheck
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "EXP-01",
        Title = "Exposed credentials of applications were renewed",
        Category = CheckCategory.Exposure,
        Severity = Severity.Critical,
        Provenance = [Provenance.ED],
        References = ["NIST IR-4", "NIST IA-5", "ATT&CK T1098.001", "ATT&CK T1552"],
        Remediation = "Add a new credential, move the application to it, and remove every credential from before the exposure on the application and on its service principal; or disable the application.",
        Needs = [Datasets.Applications, Datasets.ServicePrincipals, Datasets.DeletedObjects],
        NeedsCase = true,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        bool any = false;
        foreach (Finding finding in Records(context))
        {
            any = true;
            yield return finding;
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "The case names no credential of an application.");
        }
    }

    /// <inheritdoc/>
    protected override bool IsAbout(ExposureRecord record) =>
        record.Kind is ExposureKind.Secret or ExposureKind.Certificate || (record.Kind is ExposureKind.Token or ExposureKind.Other && record is { NamesUser: false, ResourceId: null } && (record.AppId ?? record.ServicePrincipalId) is not null);
}
