using System.Management.Automation;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Outputs;

namespace Ed2402Posture.Commands;

/// <summary>Writes into a case why changes in the directory were made, so that EXP-04 no longer fails on them.</summary>
[Cmdlet(VerbsCommon.Add, "Ed2402CaseExplanation", SupportsShouldProcess = true)]
[OutputType(typeof(CaseEntry))]
public sealed class AddEd2402CaseExplanation : CaseCmdlet
{
    private readonly List<string> auditIds = [];

    /// <summary>Ids of changes in the directory's log, as the findings of EXP-04 carry them in <c>Resource</c>.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Resource")]
    [ValidateNotNullOrEmpty]
    public string[] AuditId { get; set; } = [];

    /// <summary>Why the changes were made, as the number of a change request.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    /// <inheritdoc/>
    protected override void Accept() => auditIds.AddRange(AuditId);

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        string[] ids = [.. auditIds.Where(id => id != CaseExplanation.Window).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (ids.Length == 0 || !await ShouldProcessAsync(FullCasePath, $"Explain {ids.Length} changes").ConfigureAwait(false))
        {
            return;
        }

        DateTimeOffset now = DateTimeOffset.UtcNow;
        ExposureCase grown = await CaseStore.ChangeAsync(FullCasePath, c => ids.Aggregate(c, (state, id) => state.WithExplanation(new CaseExplanation { AuditId = id, Reason = Reason }, now, By)), cancellationToken).ConfigureAwait(false);
        foreach (CaseEvent entry in grown.History.TakeLast(ids.Length))
        {
            await WriteObjectAsync(new CaseEntry(entry)).ConfigureAwait(false);
        }
    }
}
