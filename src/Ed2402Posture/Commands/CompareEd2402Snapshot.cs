using System.Management.Automation;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Comparison;

namespace Ed2402Posture.Commands;

/// <summary>Compares a snapshot with a later one, or with this session's tenant: one object a change.</summary>
[Cmdlet(VerbsData.Compare, "Ed2402Snapshot")]
[OutputType(typeof(SnapshotChange))]
public sealed class CompareEd2402Snapshot : AnalysisCmdlet
{
    private string referencePath = "";
    private string? differencePath;

    /// <summary>The snapshot from before.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string ReferencePath { get; set; } = "";

    /// <summary>The snapshot to compare with it; without, this session's tenant.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? DifferencePath { get; set; }

    /// <summary>Leaves out changes of other areas.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ChangeArea[]? Area { get; set; }

    /// <summary>Leaves out changes of other kinds.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ChangeKind[]? Kind { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => DifferencePath ?? ReferencePath;

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (DifferencePath is null)
        {
            base.Begin();
        }
        else
        {
            ReadSettings();
        }

        referencePath = ResolvePath(ReferencePath, nameof(ReferencePath));
        differencePath = DifferencePath is null ? null : ResolvePath(DifferencePath, nameof(DifferencePath));
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        TenantAnalysis older = await LoadAsync(referencePath, cancellationToken).ConfigureAwait(false);
        TenantAnalysis newer = differencePath is null
            ? await AnalyzeAsync(Datasets.All, cancellationToken).ConfigureAwait(false)
            : await LoadAsync(differencePath, cancellationToken).ConfigureAwait(false);
        if (older.Snapshot.Info.CollectedAt > newer.Snapshot.Info.CollectedAt)
        {
            await WriteWarningAsync("The reference is newer than what it is compared with: what came since is shown as removed.").ConfigureAwait(false);
        }

        foreach (SnapshotChange change in SnapshotComparer.Compare(older, newer))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((Area is null || Area.Contains(change.Area)) && (Kind is null || Kind.Contains(change.Kind)))
            {
                await WriteObjectAsync(change).ConfigureAwait(false);
            }
        }
    }

    private async Task<TenantAnalysis> LoadAsync(string path, CancellationToken cancellationToken) => new(await SnapshotStore.LoadAsync(path, cancellationToken).ConfigureAwait(false), Settings);
}
