using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>Everything about a check but its verdicts. Declared once, on the check.</summary>
public sealed record CheckMetadata
{
    /// <summary>Id in the catalogue, as <c>PIM-01</c>; page <c>docs/checks/PIM-01.md</c>, class <c>Pim01…</c>.</summary>
    public required string Id { get; init; }
    /// <summary>What holds when the check passes, as a sentence.</summary>
    public required string Title { get; init; }
    /// <summary>Topic.</summary>
    public required CheckCategory Category { get; init; }
    /// <summary>How much a failure matters; a finding may be lower.</summary>
    public required Severity Severity { get; init; }
    /// <summary>Whose demand it is; the strongest first.</summary>
    public required IReadOnlyList<Provenance> Provenance
    {
        get;
        init
        {
            field = value;
            ProvenanceText = string.Join("; ", value);
        }
    }

    /// <summary>Standards with their ids.</summary>
    public required IReadOnlyList<string> References
    {
        get;
        init
        {
            field = value;
            ReferencesText = string.Join("; ", value);
        }
    }

    /// <summary>What to do when it fails.</summary>
    public required string Remediation { get; init; }
    /// <summary>Datasets without which no verdict is given: when one is not whole the runner answers NotAssessed.</summary>
    public required IReadOnlyList<DatasetNeed> Needs { get; init; }
    /// <summary>Datasets that widen the set of subjects: when one is not whole, what was read is judged and one NotAssessed finding says what was not.</summary>
    public IReadOnlyList<DatasetNeed> Widens { get; init; } = [];
    /// <summary>Datasets that add words to findings and change no verdict: read with the others, and not missed.</summary>
    public IReadOnlyList<DatasetDefinition> Explains { get; init; } = [];
    /// <summary>Thresholds with defaults; settings may override them by name.</summary>
    public IReadOnlyList<Threshold> Thresholds { get; init; } = [];
    /// <summary>What to do when the data could not be read, where granting the named permission is not the whole answer.</summary>
    public string? WhenNotAssessed { get; init; }
    /// <summary>Whether it judges what a case names: without a case the question does not arise.</summary>
    public bool NeedsCase { get; init; }
    /// <summary>Whether a failure found on incomplete data stands (it does when more data could only add failures).</summary>
    public bool FailuresStandOnPartialData { get; init; } = true;

    /// <summary>The provenance as findings say it: once for all of them.</summary>
    internal string ProvenanceText { get; private init; } = "";
    /// <summary>The references as findings say them: once for all of them.</summary>
    internal string ReferencesText { get; private init; } = "";
}

/// <summary>A dataset that a check needs.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="UnlicensedMeansNone">Whether a missing licence proves that the tenant has none of it: without P2 no one can be eligible.</param>
/// <param name="UnsupportedMeansNone">Whether a cloud that does not offer it proves that the tenant has none of it.</param>
public sealed record DatasetNeed(DatasetDefinition Dataset, bool UnlicensedMeansNone = false, bool UnsupportedMeansNone = false)
{
    /// <summary>A need without exception.</summary>
    public static implicit operator DatasetNeed(DatasetDefinition dataset) => new(dataset);

    /// <summary>A need without exception.</summary>
    public static DatasetNeed FromDatasetDefinition(DatasetDefinition dataset) => new(dataset);

    /// <summary>Whether the dataset's state is enough for a verdict.</summary>
    /// <param name="state">The state.</param>
    /// <param name="checkId">The check whose verdict it is; null for what all checks share.</param>
    public bool IsMet(DatasetState state, string? checkId = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Status == DatasetStatus.Complete || (state.NotOffered is { } properties && !PropertyUse.Matters(Dataset, properties, checkId)) || (UnlicensedMeansNone && state.Status == DatasetStatus.NotLicensed)
            || (UnsupportedMeansNone && state.Status == DatasetStatus.NotSupported);
    }
}

/// <summary>A number of a check that settings may change.</summary>
/// <param name="Name">Name in the settings, as <c>maximumSecretLifetimeDays</c>.</param>
/// <param name="Default">Default value.</param>
/// <param name="Unit">Unit, as <c>days</c>.</param>
/// <param name="Meaning">What it decides.</param>
public sealed record Threshold(string Name, int Default, string Unit, string Meaning)
{
    /// <summary>The least value that settings may give.</summary>
    public int Minimum { get; init; } = 1;
    /// <summary>The greatest value that settings may give.</summary>
    public int Maximum { get; init; } = 3650;
}
