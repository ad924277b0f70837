using System.Management.Automation;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Outputs;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Commands;

/// <summary>Loads a snapshot and makes it this session's tenant; every hash and count in it is checked.</summary>
[Cmdlet(VerbsData.Import, "Ed2402Snapshot")]
[OutputType(typeof(ConnectionInfo))]
public sealed class ImportEd2402Snapshot : Ed2402Cmdlet
{
    private string fullPath = "";

    /// <summary>The snapshot: a zip file or a folder.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <inheritdoc/>
    protected override object? ErrorTarget => Path;

    /// <inheritdoc/>
    protected override void Accept() => fullPath = ResolvePath(Path, nameof(Path));

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        Snapshot snapshot = await SnapshotStore.LoadAsync(fullPath, cancellationToken).ConfigureAwait(false);
        Session session = Session.For(snapshot, $"the snapshot '{System.IO.Path.GetFileName(fullPath)}'");
        await BeginSessionAsync(session).ConfigureAwait(false);
        await WriteObjectAsync(new ConnectionInfo(session)).ConfigureAwait(false);
    }
}
