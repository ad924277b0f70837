using System.Globalization;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Outputs;

/// <summary>A check of the catalogue, flat.</summary>
public sealed record CheckInfo
{
    internal CheckInfo(CheckMetadata check)
    {
        DatasetDefinition[] datasets = [.. check.Needs.Concat(check.Widens).Select(n => n.Dataset).Distinct()];
        CheckId = check.Id;
        Title = check.Title;
        Category = check.Category;
        Severity = check.Severity;
        Provenance = string.Join("; ", check.Provenance);
        References = string.Join("; ", check.References);
        Remediation = check.Remediation;
        Thresholds = string.Join("; ", check.Thresholds.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Name} = {t.Default} {t.Unit}: {t.Meaning}")));
        Datasets = string.Join("; ", datasets.Select(d => d.Name));
        Permissions = string.Join("; ", datasets.SelectMany(d => d.Permissions).Distinct().Order(StringComparer.Ordinal));
        Licences = string.Join("; ", datasets.Select(d => d.Licence).Where(l => l != Licence.None).Distinct().Order().Select(l => l.Name()));
    }

    /// <summary>Id, as <c>PIM-01</c>; page <c>docs/checks/PIM-01.md</c>.</summary>
    public string CheckId { get; }
    /// <summary>What holds when the check passes.</summary>
    public string Title { get; }
    /// <summary>Topic.</summary>
    public CheckCategory Category { get; }
    /// <summary>How much a failure matters; a finding may be lower.</summary>
    public Severity Severity { get; }
    /// <summary>Whose demand it is, the strongest first: <c>ED; BOD; SCuBA; MS; AA; OWN</c>.</summary>
    public string Provenance { get; }
    /// <summary>Standards with their ids.</summary>
    public string References { get; }
    /// <summary>What to do when it fails.</summary>
    public string Remediation { get; }
    /// <summary>Thresholds that settings may change, with their defaults.</summary>
    public string Thresholds { get; }
    /// <summary>Datasets that it reads.</summary>
    public string Datasets { get; }
    /// <summary>Least-privileged permissions that those datasets need.</summary>
    public string Permissions { get; }
    /// <summary>Licences that those datasets need; empty for none.</summary>
    public string Licences { get; }

    /// <summary>Id and title.</summary>
    public override string ToString() => $"{CheckId} {Title}";
}
