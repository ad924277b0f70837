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
    public int ResumeHours { get; set; } = 12;

    /// <summary>An earlier snapshot of the tenant: of what the service tells the changes, only what changed since then is read.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Since { get; set; }

    /// <summary>Adds the names of owners of every application and service principal with a credential, as <c>Get-Ed2402AppCredential -IncludeOwner</c> reads them.</summary>
    [Parameter]
    public SwitchParameter IncludeOwner { get; set; }

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

        SnapshotStore.EnsureWritable(fullPath);
        Snapshot? since = sincePath is not null && Session.Source is not null ? await LoadEarlierAsync(sincePath, cancellationToken).ConfigureAwait(false) : null;
        using ScanWork? work = Resume && Session.Source is { } source ? await OpenWorkAsync(source, cancellationToken).ConfigureAwait(false) : null;
        Snapshot snapshot = await GetSnapshotAsync(IncludeOwner ? [.. Datasets.All, Datasets.CredentialOwners] : Datasets.All, Refresh, new ScanAids { Work = work, Since = since, TracksChanges = true }, cancellationToken).ConfigureAwait(false);
        Dataset[] failed = [.. Datasets.All.Select(snapshot.Get).Where(d => d.State.Status == DatasetStatus.Failed)];
        if (failed.Length > 0 && !Datasets.All.Select(snapshot.Get).Any(d => d.State.Status is DatasetStatus.Complete or DatasetStatus.Partial))
        {
            throw ErrorRecords.NothingRead(Path, failed[0].State.Describe(failed[0].Definition.Name)).ToException();
        }

        await SnapshotStore.SaveAsync(snapshot, fullPath, Force, cancellationToken).ConfigureAwait(false);
        if (failed.Length == 0)
        {
            work?.Remove();
        }
        else if (work is not null)
        {
            await WriteWarningAsync(string.Create(CultureInfo.InvariantCulture, $"The snapshot is written, but reading failed for {failed.Length} dataset(s). The same command with -Force goes on from what is whole, until {work.Info.CollectedAt.AddHours(ResumeHours):yyyy-MM-dd HH:mm} UTC; what is whole stays in '{ScanWork.FolderFor(fullPath)}'.")).ConfigureAwait(false);
        }

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

        foreach (Dataset dataset in Datasets.TrackedById.Select(earlier.Get))
        {
            if (dataset.State.ObjectChanges?.Select(c => c.WhyNot(dataset.Definition, DateTimeOffset.UtcNow)).FirstOrDefault(r => r is not null) is { } reason)
            {
                await WriteWarningAsync($"{dataset.Definition.Name} are read by id: {reason}.").ConfigureAwait(false);
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
