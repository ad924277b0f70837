using System.Globalization;
using System.Management.Automation;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Errors;

namespace Ed2402Posture.Commands;

/// <summary>Base of the cmdlets that judge: they run the chosen checks, reading only the datasets that those need, and stream the findings.</summary>
public abstract class PostureCmdlet : AnalysisCmdlet
{
    /// <summary>The parameter set that gives findings.</summary>
    protected const string FindingSet = "Finding";
    /// <summary>The parameter set that gives one Boolean.</summary>
    protected const string QuietSet = "Quiet";

    /// <summary>The tag of the information record that sums a run up.</summary>
    private const string SummaryTag = "Ed2402Summary";

    private readonly CheckSelection selection = new();

    /// <summary>Object ids of the subjects whose findings are wanted, as privileged accounts, role assignments and findings carry them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "AccountId", "PrincipalId")]
    [ValidateNotNullOrEmpty]
    public string[]? SubjectId { get; set; }

    /// <summary>Leaves out findings of lesser severity; checks that can have none other are not run.</summary>
    [Parameter]
    public Severity MinimumSeverity { get; set; }

    /// <summary>Leaves out findings of other outcomes.</summary>
    [Parameter(ParameterSetName = FindingSet)]
    [ValidateNotNullOrEmpty]
    public Outcome[]? Outcome { get; set; }

    /// <summary>Answers only whether all was assessed and nothing fails.</summary>
    [Parameter(ParameterSetName = QuietSet, Mandatory = true)]
    public SwitchParameter Quiet { get; set; }

    /// <summary>The case whose records are judged too, or null.</summary>
    private protected virtual ExposureCase? LoadCase() => null;

    /// <summary>The checks that the parameters, with this pipeline object, name.</summary>
    private protected abstract IEnumerable<Check> ChosenChecks();

    /// <summary>Tells an error in the names of checks before any input and any request.</summary>
    protected override void Begin()
    {
        base.Begin();
        _ = ChosenChecks();
    }

    /// <inheritdoc/>
    protected override void Accept() => selection.Add(ChosenChecks().Where(c => c.Metadata.Severity >= MinimumSeverity), SubjectId);

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Check> checks = selection.Checks;
        if (checks.Count == 0)
        {
            await AnswerNothingRunAsync().ConfigureAwait(false);
            return;
        }

        ExposureCase? exposureCase = LoadCase();
        IReadOnlyList<DatasetDefinition> wanted = CheckRunner.DatasetsFor(checks, exposureCase is not null);
        if (!await MayReadAsync(wanted, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        TenantAnalysis analysis = await AnalyzeAsync(wanted, cancellationToken, exposureCase is null ? null : ScopeOf(exposureCase)).ConfigureAwait(false);
        analysis = await CompleteAsync(exposureCase is null ? analysis : analysis.ForCase(exposureCase), cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> asked = selection.SubjectIds;
        ILookup<string, string> twins = WorkloadIds.Twins(analysis.Snapshot, asked);
        selection.AddTwins(twins);
        var summary = new PostureSummary(analysis.Snapshot.Info, checks.Count, DeclaredSettings.Lines(analysis.Settings).Count);
        var judged = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (Check check in checks)
        {
            foreach (Finding finding in CheckRunner.Run(analysis, [check]).Where(f => selection.Includes(check, f)).OrderBy(f => PostureSummary.Rank(f.Outcome)))
            {
                judged.Add(finding.SubjectId);
                if (finding.Severity >= MinimumSeverity)
                {
                    summary.Add(finding);
                    await WriteFindingAsync(finding).ConfigureAwait(false);
                }
            }
        }

        string[] strangers = [.. asked.Where(id => !judged.Contains(id) && !twins[id].Any(judged.Contains) && analysis.Privilege.Find(id) is null)];
        await WarnAboutAsync(strangers).ConfigureAwait(false);
        await WriteInformationAsync(summary.ToString(), SummaryTag).ConfigureAwait(false);
        if (Quiet)
        {
            await AnswerAsync(summary, strangers.Length == 0).ConfigureAwait(false);
        }
    }

    /// <summary>Whether the datasets may be read; false when that is only to be told.</summary>
    private protected virtual Task<bool> MayReadAsync(IReadOnlyList<DatasetDefinition> wanted, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Adds to the analysis what is no part of a scan.</summary>
    private protected virtual Task<TenantAnalysis> CompleteAsync(TenantAnalysis analysis, CancellationToken cancellationToken) => Task.FromResult(analysis);

    private static CollectionScope ScopeOf(ExposureCase exposureCase) => ExposureProof.Scope(exposureCase.Records) with { LogsSince = exposureCase.Since };

    private async Task WriteFindingAsync(Finding finding)
    {
        if (!Quiet && (Outcome is null || Outcome.Contains(finding.Outcome)))
        {
            await WriteObjectAsync(finding).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(PostureSummary summary, bool allKnown)
    {
        if (summary.NotAssessed.Count > 0)
        {
            await WriteWarningAsync($"The answer is False whatever else was found, since not all could be assessed: {string.Join(", ", summary.NotAssessed)}. Run the command without -Quiet to read why, or Test-Ed2402Permission.").ConfigureAwait(false);
        }

        await WriteObjectAsync(summary.IsClean && allKnown).ConfigureAwait(false);
    }

    private async Task WarnAboutAsync(string[] strangers)
    {
        if (strangers.Length > 0)
        {
            await WriteWarningAsync($"No chosen check has anything to say of {string.Join(", ", strangers)}: neither a privileged account nor the subject of a finding. Subjects are given by object id.").ConfigureAwait(false);
        }
    }

    /// <summary>No check was chosen, or nothing came through the pipeline: nothing was proven.</summary>
    private async Task AnswerNothingRunAsync()
    {
        if (!MyInvocation.ExpectingInput)
        {
            await WriteWarningAsync($"None of the chosen checks has severity {MinimumSeverity} or more, so none was run.").ConfigureAwait(false);
        }

        if (Quiet)
        {
            await WriteWarningAsync("The answer is False, since nothing was tested.").ConfigureAwait(false);
            await WriteObjectAsync(false).ConfigureAwait(false);
        }
    }
}
