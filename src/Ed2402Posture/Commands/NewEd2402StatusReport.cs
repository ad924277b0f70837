using System.Globalization;
using System.Management.Automation;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Reporting;
using Ed2402Posture.Core.Reporting.Formats;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Outputs;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Commands;

/// <summary>Tests a case's records, judges the privileged accounts, and writes a status report, with what changed since the one before.</summary>
[Cmdlet(VerbsCommon.New, "Ed2402StatusReport", SupportsShouldProcess = true)]
[OutputType(typeof(StatusReportInfo))]
public sealed class NewEd2402StatusReport : AnalysisCmdlet
{
    private string fullCasePath = "";
    private string[] files = [];
    private string actor = "";

    /// <summary>The case.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string CasePath { get; set; } = "";

    /// <summary>The files to write; their endings say the formats: .md, .html, .csv, .json.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Which report.</summary>
    [Parameter(Mandatory = true)]
    public ReportKind Kind { get; set; }

    /// <summary>Replaces files that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => CasePath;

    /// <inheritdoc/>
    protected override void Begin()
    {
        // A report can be made of what the case holds; with a tenant its records are tested first.
        if (Session.Current is not null)
        {
            base.Begin();
        }

        actor = Actor.Name(Session.Current);
        fullCasePath = ResolveExistingFile(CasePath, nameof(CasePath));
        files = [.. Path.Select(p => ResolveNewFile(p, nameof(Path), Force, ReportFiles.Endings))];
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        ExposureCase exposureCase = CaseStore.Load(fullCasePath);
        if (!await ShouldProcessAsync(fullCasePath, $"Write {string.Join(", ", files)} and note the report in the case").ConfigureAwait(false))
        {
            return;
        }

        Array.ForEach(files, ReportFiles.EnsureWritable);
        TenantAnalysis? analysis = HasSession ? await ReadAsync(exposureCase, cancellationToken).ConfigureAwait(false) : null;
        if (analysis is null)
        {
            await WriteWarningAsync(exposureCase.LastTest is { } test ? string.Create(CultureInfo.InvariantCulture, $"No tenant is connected: the report shows what the test of {test.At:yyyy-MM-dd HH:mm} UTC found, and no posture.") : "No tenant is connected and the records were never tested: the report shows no states and no posture.").ConfigureAwait(false);
        }
        else
        {
            exposureCase = await TestAsync(analysis.Snapshot, cancellationToken).ConfigureAwait(false);
        }

        PostureStatus? posture = analysis is null ? null : await Task.Run(() => PostureStatus.Of(analysis, [.. CheckRunner.Run(analysis, [.. CheckCatalogue.All])]), cancellationToken).ConfigureAwait(false);
        StatusReport report = StatusReportBuilder.Build(exposureCase, Kind, analysis?.Snapshot, posture, DateTimeOffset.UtcNow, actor);
        foreach (string file in files)
        {
            await ReportFiles.WriteAsync(report, file, cancellationToken).ConfigureAwait(false);
        }

        await CaseStore.ChangeAsync(fullCasePath, stored => stored.WithReport(StatusReportBuilder.ToCaseReport(report), report.CreatedAt, actor), cancellationToken).ConfigureAwait(false);
        await WriteObjectAsync(new StatusReportInfo(report, files)).ConfigureAwait(false);
    }

    private async Task<TenantAnalysis> ReadAsync(ExposureCase exposureCase, CancellationToken cancellationToken)
    {
        DatasetDefinition[] wanted = [.. CheckRunner.DatasetsFor(CheckCatalogue.All).Concat(ExposureProof.Needs([.. exposureCase.Records])).Distinct()];
        return await AnalyzeAsync(wanted, cancellationToken, ExposureProof.Scope(exposureCase.Records)).ConfigureAwait(false);
    }

    private Task<ExposureCase> TestAsync(Snapshot snapshot, CancellationToken cancellationToken) => CaseStore.ChangeAsync(
        fullCasePath,
        stored => stored.Records.Count == 0 ? stored : stored.WithTest(snapshot.Info.TenantId, snapshot.Info.CollectedAt, [.. ExposureProof.Prove(stored.Records, snapshot, stored.Results).Select(r => r.ToCaseResult())], DateTimeOffset.UtcNow, actor),
        cancellationToken);
}
