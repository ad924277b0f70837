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

    /// <summary>The data proves that it holds of this subject.</summary>
    protected Finding Pass(CheckContext context, Subject subject, string reason, string? resource = null, string? evidence = null) =>
        FindingFactory.Create(Metadata, context, Outcome.Pass, subject, reason, resource, evidence);

    /// <summary>The data proves that it does not hold of this subject.</summary>
    protected Finding Fail(CheckContext context, Subject subject, string reason, string? resource = null, string? evidence = null, Severity? severity = null) =>
        FindingFactory.Create(Metadata, context, Outcome.Fail, subject, reason, resource, evidence, severity);

    /// <summary>It holds, but something near it deserves a look.</summary>
    protected Finding Warn(CheckContext context, Subject subject, string reason, string? resource = null, string? evidence = null, Severity? severity = null) =>
        FindingFactory.Create(Metadata, context, Outcome.Warning, subject, reason, resource, evidence, severity);

    /// <summary>The question does not arise.</summary>
    protected Finding NotApplicable(CheckContext context, Subject subject, string reason, string? resource = null, string? evidence = null) =>
        FindingFactory.Create(Metadata, context, Outcome.NotApplicable, subject, reason, resource, evidence);

    /// <summary>What would prove it of this one subject was not read; <paramref name="reason"/> starts with a dataset's status.</summary>
    protected Finding NotAssessed(CheckContext context, Subject subject, string reason, string? resource = null, string? evidence = null) =>
        FindingFactory.Create(Metadata, context, Outcome.NotAssessed, subject, reason, resource, evidence);
}
