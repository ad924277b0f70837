using System.Management.Automation;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.Reporting;
using Ed2402Posture.Core.Reporting.Formats;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Commands;

/// <summary>Judges the tenant by all checks and writes a report, or the findings, to files that only their owner may read.</summary>
[Cmdlet(VerbsData.Export, "Ed2402Report", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportEd2402Report : AnalysisCmdlet
{
    private static readonly DatasetDefinition[] Wanted = [.. CheckRunner.DatasetsFor(CheckCatalogue.All).Concat(AuthenticationAnalysis.Needs).Concat(ConditionalAccessNeeds.All).Concat(PrivilegeNeeds.All.Select(n => n.Dataset)).Distinct()];

    private string[] files = [];

    /// <summary>The files to write; their endings say the formats: .html, .md, .csv.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Replaces files that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => string.Join("; ", Path);

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        files = [.. Path.Select(p => ResolveNewFile(p, nameof(Path), Force, ReportFiles.ScanEndings))];
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(string.Join(", ", files), "Write the report").ConfigureAwait(false))
        {
            return;
        }

        Array.ForEach(files, ReportFiles.EnsureWritable);
        TenantAnalysis analysis = await AnalyzeAsync(Wanted, cancellationToken).ConfigureAwait(false);
        PostureReport report = await Task.Run(() => PostureReport.Of(analysis, cancellationToken), cancellationToken).ConfigureAwait(false);
        foreach (string file in files)
        {
            await ReportFiles.WriteAsync(report, file, cancellationToken).ConfigureAwait(false);
            await WriteObjectAsync(new FileInfo(file)).ConfigureAwait(false);
        }
    }
}
