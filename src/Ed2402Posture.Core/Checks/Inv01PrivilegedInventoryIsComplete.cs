using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>INV-01: the inventory that all other checks stand on was read whole.</summary>
internal sealed class Inv01PrivilegedInventoryIsComplete : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "INV-01",
        Title = "The inventory of privileged accounts is complete",
        Category = CheckCategory.Inventory,
        Severity = Severity.High,
        Provenance = [Provenance.MS, Provenance.OWN],
        References = ["SCuBA MS.AAD.7.1v1", "SCuBA MS.AAD.7.4v1", "SCuBA MS.AAD.7.5v1", "NIST CM-8", "NIST CA-7"],
        Remediation = "Look up each id named: remove the assignments of principals that no longer exist, and restore those deleted by mistake.",
        Needs = PrivilegeNeeds.All,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        List<Dataset> datasets = [.. Metadata.Needs.Select(n => context.Snapshot.Get(n.Dataset))];
        Ledger ledger = datasets.Aggregate(new Ledger(), (sum, d) => sum + d.State.Ledger);
        string evidence = $"datasets={datasets.Count}; items={datasets.Sum(d => d.Count)}; pages={ledger.Pages}; requests={ledger.Requests}; retries={ledger.Retries}; accounts={context.Privilege.Accounts.Count}";
        List<string> lost = [.. context.Privilege.Assignments
            .Where(a => a.PrincipalType is PrincipalType.Deleted or PrincipalType.Unknown)
            .Select(a => a.PrincipalId).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (lost.Count == 0)
        {
            yield return Pass(context, context.Tenant, "Every page of every list was read, and every principal behind an assignment resolves.", evidence: evidence);
        }
        else if (context.Snapshot.Get(Datasets.Principals).IsComplete)
        {
            string read = Metadata.Needs.All(n => context.IsMet(n, Metadata.Id)) ? "Every page was read, but " : "";
            yield return Warn(context, context.Tenant, $"{read}{lost.Count} principals behind assignments do not resolve: {string.Join(", ", lost)}.", evidence: evidence);
        }

        foreach ((string key, string id, string meaning) in UnmatchedSettings.Of(context))
        {
            yield return FindingFactory.Create(Metadata, context, Outcome.Warning, new Subject(id, id, Subject.SettingType), $"'{key}' of the settings names {id}: {meaning}.", evidence: $"{key}={id}", severity: Severity.Low, remediation: "Mend the id in the settings, or remove it.");
        }
    }
}
