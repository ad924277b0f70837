using System.Management.Automation;
using Ed2402Posture.Completion;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Commands;

/// <summary>Judges the tenant: all checks, or those named by id or category; streams findings.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Ed2402Posture", DefaultParameterSetName = FindingSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Finding), ParameterSetName = [FindingSet])]
[OutputType(typeof(bool), ParameterSetName = [QuietSet])]
[OutputType(typeof(PlannedLane))]
public sealed class TestEd2402Posture : PostureCmdlet
{
    private string? fullCasePath;

    /// <summary>Ids of checks, as <c>PIM-01</c> or <c>WID-*</c>.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CheckIdCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? CheckId { get; set; }

    /// <summary>Categories of checks.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CategoryCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Category { get; set; }

    /// <summary>A case: the checks EXP-01, EXP-02 and EXP-04 judge what it names.</summary>
    [Parameter]
    [Alias("Case")]
    [ValidateNotNullOrEmpty]
    public string? CasePath { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        fullCasePath = CasePath is null ? null : ResolveExistingFile(CasePath, nameof(CasePath));
    }

    private protected override ExposureCase? LoadCase() => fullCasePath is null ? null : CaseStore.Load(fullCasePath);

    /// <summary>With <c>-WhatIf</c> tells what would be read, lane by lane, and judges nothing.</summary>
    private protected override async Task<bool> MayReadAsync(IReadOnlyList<DatasetDefinition> wanted, CancellationToken cancellationToken)
    {
        ShouldProcessReason reason = ShouldProcessReason.None;
        if (await AskAsync(() => ShouldProcess($"Reading {wanted.Count} datasets of {Session.Origin} and judging them", $"Read {wanted.Count} datasets of {Session.Origin} and judge them?", "Test-Ed2402Posture", out reason)).ConfigureAwait(false))
        {
            return true;
        }

        if (reason == ShouldProcessReason.WhatIf && Session.Source is { } source)
        {
            await WritePlanAsync(source, [.. wanted.Where(d => !d.IsOnDemand)], anew: Refresh, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    private protected override IEnumerable<Check> ChosenChecks() => CheckNames.Find(CheckId, Category);
}
