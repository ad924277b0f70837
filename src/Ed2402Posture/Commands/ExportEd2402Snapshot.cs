using System.Management.Automation;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Errors;

namespace Ed2402Posture.Commands;

/// <summary>Writes what this session has read to a file that only its owner may read. Reads every dataset that is still missing first.</summary>
[Cmdlet(VerbsData.Export, "Ed2402Snapshot", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo), typeof(DirectoryInfo))]
public sealed class ExportEd2402Snapshot : TenantCmdlet
{
    private string fullPath = "";

    /// <summary>The file to write: a zip, or a folder when the name does not end in .zip.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Replaces what is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Reads the tenant anew instead of using what this session has read already.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Path;

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        fullPath = ResolvePath(Path, nameof(Path)).TrimEnd(System.IO.Path.DirectorySeparatorChar);
        if (System.IO.Path.Exists(fullPath) && !Force)
        {
            ThrowTerminatingError(ErrorRecords.FileExists(Path));
        }

        string folder = System.IO.Path.GetDirectoryName(fullPath) ?? fullPath;
        if (!Directory.Exists(folder))
        {
            ThrowTerminatingError(ErrorRecords.FolderNotFound(Path, folder, nameof(Path)));
        }
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(fullPath, "Write the snapshot").ConfigureAwait(false))
        {
            return;
        }

        Snapshot snapshot = await GetSnapshotAsync(Datasets.All, Refresh, cancellationToken).ConfigureAwait(false);
        await SnapshotStore.SaveAsync(snapshot, fullPath, Force, cancellationToken).ConfigureAwait(false);
        await WriteObjectAsync(Directory.Exists(fullPath) ? new DirectoryInfo(fullPath) : new FileInfo(fullPath)).ConfigureAwait(false);
    }
}
