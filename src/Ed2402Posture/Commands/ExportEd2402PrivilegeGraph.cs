using System.Globalization;
using System.Management.Automation;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Files;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Export;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Errors;

namespace Ed2402Posture.Commands;

/// <summary>Writes all that leads to privilege as a graph of nodes and edges, to a file that only its owner may read.</summary>
[Cmdlet(VerbsData.Export, "Ed2402PrivilegeGraph", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportEd2402PrivilegeGraph : AnalysisCmdlet
{
    private string fullPath = "";

    /// <summary>The file to write. Its ending tells the format: .json, .dot, .gv, .graphml, .mmd or .mermaid.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The format, where the file's ending does not tell it.</summary>
    [Parameter]
    public GraphFormat Format { get; set; }

    /// <summary>Only what leads to roles and permissions of these tiers.</summary>
    [Parameter]
    [ValidateRange(Tiers.ControlPlane, Tiers.Other)]
    public int[]? Tier { get; set; }

    /// <summary>Replaces what is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Path;

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        fullPath = ResolveNewFile(Path, nameof(Path), Force);
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(Format)))
        {
            Format = GraphFiles.FormatOf(fullPath) ?? throw ErrorRecords.GraphFormatUnknown(Path).ToException();
        }
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(fullPath, "Write the graph of privilege").ConfigureAwait(false))
        {
            return;
        }

        OwnerOnly.Probe(fullPath);
        TenantAnalysis analysis = await AnalyzeAsync([.. PrivilegeNeeds.All.Select(n => n.Dataset), Datasets.DeletedPrincipals], cancellationToken).ConfigureAwait(false);
        PrivilegeGraph graph = Tier is null ? analysis.Privilege.Graph : analysis.Privilege.Graph.LeadingTo(Tier);
        await GraphFiles.WriteAsync(graph, fullPath, Format, cancellationToken).ConfigureAwait(false);
        var file = new FileInfo(fullPath);
        if (Format == GraphFormat.Mermaid && (graph.Edges.Count > GraphFiles.MermaidEdges || file.Length > GraphFiles.MermaidCharacters))
        {
            await WriteWarningAsync(string.Create(CultureInfo.InvariantCulture, $"The diagram has {graph.Edges.Count} edges in {file.Length} bytes. Mermaid draws {GraphFiles.MermaidEdges} edges and {GraphFiles.MermaidCharacters} characters unless its maxEdges and maxTextSize allow more: use -Tier 0, or another format.")).ConfigureAwait(false);
        }

        await WriteObjectAsync(file).ConfigureAwait(false);
    }
}
