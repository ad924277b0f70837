using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>AZR-04: custom Azure roles give no access to others and do not write resources of every kind.</summary>
internal sealed class Azr04CustomRolesAdministerNothing : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "AZR-04",
        Title = "Custom Azure roles contain no administrator actions or wildcards",
        Category = CheckCategory.AzureRbac,
        Severity = Severity.High,
        Provenance = [Provenance.OWN],
        References = ["CIS Azure 5.4", "CIS Azure 5.5", "NIST AC-6(7)", "NIST CM-6", "ATT&CK T1098.003"],
        Remediation = "Name the actions that the role needs instead of wildcards ('az role definition update'), and give access to others by a built-in role with a condition.",
        Needs = [Datasets.AzureRoleDefinitions],
        Widens = [Datasets.ManagementGroups, Datasets.AzureSubscriptions],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        List<AzureRoleDefinition> custom = [.. context.Snapshot.Get(Datasets.AzureRoleDefinitions).Items.Where(r => string.Equals(r.Properties?.Type, "CustomRole", StringComparison.OrdinalIgnoreCase))];
        foreach (AzureRoleDefinition role in custom)
        {
            yield return Judge(context, role);
        }

        if (custom.Count == 0)
        {
            yield return AzureHolders.SeesNothing(context) is { } reason ? NotAssessed(context, context.Tenant, reason) : NotApplicable(context, context.Tenant, "There is no custom Azure role.");
        }
    }

    private Finding Judge(CheckContext context, AzureRoleDefinition role)
    {
        var subject = new Subject(role.Properties!.RoleName ?? role.Id, role.Id, Subject.RoleType);
        AzureRating rating = AzureActions.Rate(role);
        string evidence = $"actions={string.Join(", ", (role.Properties.Permissions ?? []).SelectMany(p => p.Actions ?? []))}; grants={string.Join(", ", rating.Actions)}";
        return rating.Power switch
        {
            AzurePower.Control => Fail(context, subject, $"The role gives access: it grants {rating.Actions[0]}.", evidence: evidence),
            AzurePower.Full => Fail(context, subject, "The role writes resources of every kind.", evidence: evidence),
            AzurePower.Takeover => Warn(context, subject, $"The role runs code as another identity or reads keys: it grants {rating.Actions[0]}.", evidence: evidence, severity: Severity.Medium),
            _ => Pass(context, subject, "The role grants no administrator action.", evidence: evidence),
        };
    }
}
