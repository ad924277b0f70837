using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>Runs checks over an analysed snapshot and guards that none passes on data that was not read.</summary>
public static class CheckRunner
{
    private const string NoCase = "No case was given (-CasePath), so nothing is known to be exposed; this is no proof that nothing is.";

    /// <summary>The datasets that the checks judge: what to collect, each once, in the order of <see cref="Datasets.All"/>.</summary>
    /// <param name="checks">The checks.</param>
    /// <param name="withCase">Whether there is a case to judge.</param>
    public static IReadOnlyList<DatasetDefinition> DatasetsFor(IEnumerable<Check> checks, bool withCase = false)
    {
        ArgumentNullException.ThrowIfNull(checks);
        var wanted = checks.Where(c => withCase || !c.Metadata.NeedsCase).SelectMany(c => c.Metadata.Needs.Concat(c.Metadata.Widens).Select(n => n.Dataset).Concat(c.Metadata.Explains)).Select(d => d.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. Datasets.All.Concat(Datasets.OnDemand).Where(d => wanted.Contains(d.Name))];
    }

    /// <summary>Runs the checks in order; the findings of a check come when it is done.</summary>
    public static IEnumerable<Finding> Run(TenantAnalysis analysis, IReadOnlyCollection<Check> checks)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(checks);
        var context = new CheckContext(analysis);
        return checks.SelectMany(check => Run(check, context));
    }

    private static IEnumerable<Finding> Run(Check check, CheckContext context)
    {
        List<Finding> findings = Judge(check, context, out bool assessed);
        return WaiverBook.Apply(check.Metadata, context, findings, assessed);
    }

    /// <summary>The findings that stand on what was read, and one that says what was not.</summary>
    private static List<Finding> Judge(Check check, CheckContext context, out bool assessed)
    {
        CheckMetadata metadata = check.Metadata;
        if (metadata.NeedsCase && context.Case is null)
        {
            assessed = false;
            return [FindingFactory.Create(metadata, context, Outcome.NotApplicable, context.Tenant, NoCase)];
        }

        List<DatasetNeed> needed = Unmet(metadata.Needs, context, metadata.Id), widening = Unmet(metadata.Widens, context, metadata.Id);
        assessed = needed.Count == 0 && widening.Count == 0;
        var findings = new List<Finding>();
        if (needed.Count == 0 || metadata.FailuresStandOnPartialData)
        {
            try
            {
                findings.AddRange(check.Evaluate(context));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                assessed = false;
                findings.Clear();
                findings.Add(OwnError(metadata, context, exception));
            }
        }

        if (needed.Count > 0)
        {
            findings.RemoveAll(f => f.Outcome is Outcome.Pass or Outcome.NotApplicable);
        }
        else if (widening.Count > 0)
        {
            findings.RemoveAll(f => f.Outcome is Outcome.Pass or Outcome.NotApplicable && f.SubjectType == Subject.TenantType);
        }

        if (needed.Count + widening.Count > 0)
        {
            findings.Add(NotRead(metadata, context, [.. needed, .. widening]));
        }

        return findings;
    }

    private static List<DatasetNeed> Unmet(IEnumerable<DatasetNeed> needs, CheckContext context, string checkId) => [.. needs.Where(n => !context.IsMet(n, checkId))];

    private static Finding NotRead(CheckMetadata check, CheckContext context, IReadOnlyList<DatasetNeed> unmet)
    {
        List<Dataset> datasets = [.. unmet.Select(n => context.Snapshot.Get(n.Dataset))];
        return FindingFactory.Create(
            check, context, Outcome.NotAssessed, context.Tenant,
            reason: string.Join("; ", datasets.Select(d => d.State.Describe(d.Definition.Name))),
            resource: string.Join("; ", datasets.Select(d => d.Definition.Name)),
            remediation: check.WhenNotAssessed ?? string.Join(" ", datasets.Select(d => d.State.Remedy(d.Definition)).Distinct()));
    }

    private static Finding OwnError(CheckMetadata check, CheckContext context, Exception exception) => FindingFactory.Create(
        check, context, Outcome.NotAssessed, context.Tenant,
        reason: $"Failed: the check {check.Id} stopped with an error of its own ({exception.GetType().Name}: {exception.Message})",
        remediation: "This is an error of the module, not of the tenant: report it with this reason.");
}
