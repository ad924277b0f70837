using System.Management.Automation;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Commands;

/// <summary>Tests, credential by credential, whether what was exposed is of no more use, and shows the evidence.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Ed2402Exposure", SupportsShouldProcess = true, DefaultParameterSetName = CaseSet)]
[OutputType(typeof(ExposureResult))]
[OutputType(typeof(bool))]
public sealed class TestEd2402Exposure : TenantCmdlet
{
    private const string CaseSet = "Case";
    private const string RecordSet = "Record";
    private readonly List<ExposureRecord> records = [];
    private string? fullCasePath;

    /// <summary>The case whose records are tested.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = CaseSet)]
    [ValidateNotNullOrEmpty]
    public string CasePath { get; set; } = "";

    /// <summary>Records that <c>Import-Ed2402Exposure</c> gave.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = RecordSet)]
    public ExposureRecord[] InputObject { get; set; } = [];

    /// <summary>Only results of these states.</summary>
    [Parameter]
    public ExposureState[]? State { get; set; }

    /// <summary>Reads the log of changes too, to list authentication methods that were added since the exposure.</summary>
    [Parameter]
    public SwitchParameter IncludeAudit { get; set; }

    /// <summary>Adds the results to the case's history.</summary>
    [Parameter(ParameterSetName = CaseSet)]
    public SwitchParameter Record { get; set; }

    /// <summary>Gives one Boolean: is every record remediated?</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Reads the tenant anew instead of using what this session has read already.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => ParameterSetName == CaseSet ? CasePath : base.ErrorTarget;

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        fullCasePath = ParameterSetName == CaseSet ? ResolveExistingFile(CasePath, nameof(CasePath)) : null;
    }

    /// <inheritdoc/>
    protected override void Accept() => records.AddRange(InputObject);

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        ExposureCase? exposureCase = fullCasePath is null ? null : CaseStore.Load(fullCasePath);
        IReadOnlyList<ExposureRecord> tested = exposureCase?.Records ?? records;
        CollectionScope scope = ExposureProof.Scope(tested) with { LogsSince = IncludeAudit && tested.Count > 0 ? tested.Min(r => r.Since) : null };
        Snapshot snapshot = await GetSnapshotAsync([.. ExposureProof.Needs([.. tested]), .. IncludeAudit ? [Datasets.DirectoryAudits, Datasets.SubscribedSkus] : Array.Empty<DatasetDefinition>()], Refresh, cancellationToken, scope).ConfigureAwait(false);
        IReadOnlyList<ExposureResult> results = exposureCase is null ? ExposureProof.Prove(tested, snapshot) : ExposureProof.Prove(exposureCase, snapshot);
        if (exposureCase is not null && Record && await ShouldProcessAsync(fullCasePath!, "Add the results to the case").ConfigureAwait(false))
        {
            CaseResult[] kept = [.. results.Select(r => r.ToCaseResult())];
            await CaseStore.ChangeAsync(fullCasePath!, stored => stored.WithTest(snapshot.Info.TenantId, snapshot.Info.CollectedAt, kept, DateTimeOffset.UtcNow, Actor.Name(Session)), cancellationToken).ConfigureAwait(false);
        }

        if (Quiet)
        {
            await WriteObjectAsync(results.All(r => r.State == ExposureState.Remediated)).ConfigureAwait(false);
            return;
        }

        foreach (ExposureResult result in results.Where(r => State is null || State.Contains(r.State)))
        {
            await WriteObjectAsync(result).ConfigureAwait(false);
        }
    }
}
