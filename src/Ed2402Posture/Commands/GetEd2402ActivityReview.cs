using System.Management.Automation;
using Ed2402Posture.Completion;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Logs.Files;
using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Exposure.Review;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Commands;

/// <summary>Reviews what accounts and applications did since an exposure, each against its own earlier time, and which changes were made since.</summary>
[Cmdlet(VerbsCommon.Get, "Ed2402ActivityReview", SupportsShouldProcess = true, DefaultParameterSetName = CaseSet)]
[OutputType(typeof(ActivityObservation))]
public sealed class GetEd2402ActivityReview : TenantCmdlet
{
    private const string CaseSet = "Case";
    private const string SubjectSet = "Subject";
    private string? fullCasePath;
    private string? cache;
    private LogFiles? files;
    private string actor = "";

    /// <summary>The case whose accounts and applications are reviewed, each since its own exposure.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = CaseSet)]
    [ValidateNotNullOrEmpty]
    public string CasePath { get; set; } = "";

    /// <summary>Users by object id or user principal name.</summary>
    [Parameter(ParameterSetName = SubjectSet)]
    [ArgumentCompleter(typeof(AccountCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Account { get; set; } = [];

    /// <summary>Applications by application (client) id.</summary>
    [Parameter(ParameterSetName = SubjectSet)]
    [ValidateNotNullOrEmpty]
    public string[] AppId { get; set; } = [];

    /// <summary>From when on their activity is suspect.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SubjectSet)]
    public DateTimeOffset Since { get; set; }

    /// <summary>How many days before the exposure the account's own earlier time begins, as far as logs are kept.</summary>
    [Parameter]
    [ValidateRange(1, 365)]
    public int BaselineDays { get; set; } = 30;

    /// <summary>Only observations of these kinds.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ActivityKind[]? Kind { get; set; }

    /// <summary>Leaves out observations of lesser severity.</summary>
    [Parameter]
    public Severity MinimumSeverity { get; set; }

    /// <summary>Log files that were exported: files, folders, wildcards. They are read beside the tenant's logs; what both hold counts once.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? LogPath { get; set; }

    /// <summary>The folder in which logs that were read are kept.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CachePath { get; set; }

    /// <summary>Notes in the case's history which logs were reviewed, over which time, and how many observations there were.</summary>
    [Parameter(ParameterSetName = CaseSet)]
    public SwitchParameter Record { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => ParameterSetName == CaseSet ? CasePath : base.ErrorTarget;

    /// <inheritdoc/>
    protected override void Begin()
    {
        // Files can be reviewed without a tenant.
        if (LogPath is null || Session.Current is not null)
        {
            base.Begin();
        }

        actor = Actor.Name(Session.Current);
        files = LogPath is null ? null : new LogFiles(ResolveLogFiles(LogPath, nameof(LogPath)));
        fullCasePath = ParameterSetName == CaseSet ? ResolveExistingFile(CasePath, nameof(CasePath)) : null;
        cache = CachePath is null ? null : ResolvePath(CachePath, nameof(CachePath));
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        (IReadOnlyList<ReviewSubject> subjects, Snapshot snapshot) = fullCasePath is null ? await NamedAsync(cancellationToken).ConfigureAwait(false) : await OfCaseAsync(CaseStore.Load(fullCasePath), cancellationToken).ConfigureAwait(false);
        string tenant = snapshot.Info.TenantName ?? snapshot.Info.TenantId;
        ReviewOutcome outcome = await WithLogsAsync(snapshot, cache, logs => ReviewRun.RunAsync(subjects, logs, tenant, TimeSpan.FromDays(BaselineDays), cancellationToken, files), cancellationToken).ConfigureAwait(false);
        if (files is not null)
        {
            await WriteSummariesAsync(files).ConfigureAwait(false);
        }

        if (fullCasePath is not null && Record && await ShouldProcessAsync(fullCasePath, "Note the review in the case").ConfigureAwait(false))
        {
            CaseReview review = CaseReview.Of(snapshot.Info.TenantId, subjects, outcome);
            await CaseStore.ChangeAsync(fullCasePath, stored => stored.WithReview(review, DateTimeOffset.UtcNow, actor), cancellationToken).ConfigureAwait(false);
        }

        foreach (ActivityObservation observation in outcome.Observations.Where(o => o.Severity >= MinimumSeverity && (Kind is null || Kind.Contains(o.Kind))))
        {
            await WriteObjectAsync(observation).ConfigureAwait(false);
        }
    }

    // Without a tenant the accounts and applications are known by the names and ids that were given alone.
    private static Snapshot Nothing => new SnapshotBuilder().Build(new SnapshotInfo { TenantId = "unknown", TenantName = "The tenant", Cloud = "Custom", CollectedAt = DateTimeOffset.UtcNow, ModuleVersion = "" });

    private async Task<(IReadOnlyList<ReviewSubject> Subjects, Snapshot Snapshot)> OfCaseAsync(ExposureCase exposureCase, CancellationToken cancellationToken)
    {
        Snapshot snapshot = !HasSession ? Nothing : await GetSnapshotAsync([.. ExposureProof.Needs([.. exposureCase.Records]), Datasets.SubscribedSkus], false, cancellationToken, ExposureProof.Scope(exposureCase.Records)).ConfigureAwait(false);
        (IReadOnlyList<ReviewSubject> subjects, IReadOnlyList<NotReviewed> without) = ReviewSubjects.Of(exposureCase.Records, snapshot);
        foreach (string reason in NotReviewed.Sentences(without))
        {
            await WriteWarningAsync($"Not reviewed: {reason}.").ConfigureAwait(false);
        }

        return (subjects, snapshot);
    }

    private async Task<(IReadOnlyList<ReviewSubject> Subjects, Snapshot Snapshot)> NamedAsync(CancellationToken cancellationToken)
    {
        DatasetDefinition[] needs = [Datasets.SubscribedSkus, .. Account.Length > 0 ? [Datasets.NamedUsers] : Array.Empty<DatasetDefinition>(), .. AppId.Length > 0 ? [Datasets.Applications, Datasets.ServicePrincipals] : Array.Empty<DatasetDefinition>()];
        Snapshot snapshot = !HasSession ? Nothing : await GetSnapshotAsync(needs, false, cancellationToken, new CollectionScope { Users = Account }).ConfigureAwait(false);
        return (ReviewSubjects.Of(Account, AppId, Since.ToUniversalTime(), snapshot), snapshot);
    }
}
