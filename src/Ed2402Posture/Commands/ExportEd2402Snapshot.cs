using System.Globalization;
using System.Management.Automation;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Errors;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Commands;

/// <summary>Writes what this session has read to a file that only its owner may read. Reads every dataset that is still missing first.</summary>
[Cmdlet(VerbsData.Export, "Ed2402Snapshot", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo), typeof(DirectoryInfo))]
public sealed class ExportEd2402Snapshot : TenantCmdlet
{
    private string fullPath = "";
    private string? sincePath;

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

    /// <summary>Keeps what is whole while it reads, in a folder beside the file, and goes on with what an interrupted run left there.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary>How many hours ago an interrupted run may have begun.</summary>
    [Parameter]
    [ValidateRange(1, 168)]
    public int ResumeHours { get; set; } = 24;

    /// <summary>An earlier snapshot of the tenant: of the lists whose changes the service tells, only what changed since then is read.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Since { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Path;

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        fullPath = ResolveNewFile(Path, nameof(Path), Force, mayBeFolder: true);
        sincePath = Since is null ? null : ResolvePath(Since, nameof(Since));
        if (sincePath is not null && !System.IO.Path.Exists(sincePath))
        {
            ThrowTerminatingError(ErrorRecords.FileNotFound(Since!, nameof(Since)));
        }
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync(fullPath, "Write the snapshot").ConfigureAwait(false))
        {
            return;
        }

        Snapshot? since = sincePath is not null && Session.Source is not null ? await LoadEarlierAsync(sincePath, cancellationToken).ConfigureAwait(false) : null;
        using ScanWork? work = Resume && Session.Source is { } source ? await OpenWorkAsync(source, cancellationToken).ConfigureAwait(false) : null;
        Snapshot snapshot = await GetSnapshotAsync(Datasets.All, Refresh, new ScanAids { Work = work, Since = since, TracksChanges = true }, cancellationToken).ConfigureAwait(false);
        await SnapshotStore.SaveAsync(snapshot, fullPath, Force, cancellationToken).ConfigureAwait(false);
        work?.Remove();
        await WriteObjectAsync(Directory.Exists(fullPath) ? new DirectoryInfo(fullPath) : new FileInfo(fullPath)).ConfigureAwait(false);
    }

    /// <summary>The earlier snapshot; what of it is read in full all the same is told.</summary>
    private async Task<Snapshot> LoadEarlierAsync(string path, CancellationToken cancellationToken)
    {
        Snapshot earlier = await SnapshotStore.LoadAsync(path, cancellationToken).ConfigureAwait(false);
        if (!string.Equals(earlier.Info.TenantId, Session.Identity.TenantId, StringComparison.OrdinalIgnoreCase))
        {
            throw ErrorRecords.SinceOtherTenant(Since!, earlier.Info.TenantId).ToException();
        }

        foreach (Dataset dataset in Datasets.Tracked.Select(earlier.Get))
        {
            if (ChangeTracking.WhyNot(dataset, DateTimeOffset.UtcNow) is { } reason)
            {
                await WriteWarningAsync($"{dataset.Definition.Name} is read in full: {reason}.").ConfigureAwait(false);
            }
        }

        return earlier;
    }

    private async Task<ScanWork> OpenWorkAsync(ITenantSource source, CancellationToken cancellationToken)
    {
        ScanWork work = await ScanWork.OpenAsync(ScanWork.FolderFor(fullPath), source.Identity, InfoOf(source), TimeSpan.FromHours(ResumeHours), cancellationToken).ConfigureAwait(false);
        int kept = work.Restored.Datasets.Count(d => d.State.Status != DatasetStatus.NotCollected);
        if (work.Ignored is not null)
        {
            await WriteWarningAsync(work.Ignored).ConfigureAwait(false);
        }

        if (kept > 0)
        {
            await WriteVerboseAsync(string.Create(CultureInfo.InvariantCulture, $"Going on with the scan that began at {work.Info.CollectedAt:u}: {kept} datasets are kept from it")).ConfigureAwait(false);
        }

        return work;
    }
}
