namespace Ed2402Posture.Core.Checks;

/// <summary>One check: metadata and a pure function of the analysed snapshot. Checks hold no state.</summary>
public abstract class Check
{
    /// <summary>Everything but the verdicts.</summary>
    public abstract CheckMetadata Metadata { get; }

    /// <summary>Judges. Called only when every <see cref="CheckMetadata.Needs"/> is met, or to find failures that stand on partial data; the
    /// runner adds NotAssessed and waivers. A check that finds no subject answers one finding about the tenant: zero rows prove themselves
    /// only in words.</summary>
    public abstract IEnumerable<Finding> Evaluate(CheckContext context);
}
