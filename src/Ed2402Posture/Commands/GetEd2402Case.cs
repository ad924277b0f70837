using System.Management.Automation;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Outputs;

namespace Ed2402Posture.Commands;

/// <summary>Shows a case: its numbers, its records as they stand, or its history. Checks that the history was not changed.</summary>
[Cmdlet(VerbsCommon.Get, "Ed2402Case", DefaultParameterSetName = SummarySet)]
[OutputType(typeof(CaseInfo), ParameterSetName = [SummarySet])]
[OutputType(typeof(CaseItem), ParameterSetName = [ItemSet])]
[OutputType(typeof(CaseEntry), ParameterSetName = [HistorySet])]
public sealed class GetEd2402Case : CaseCmdlet
{
    private const string SummarySet = "Summary";
    private const string ItemSet = "Item";
    private const string HistorySet = "History";

    /// <summary>The records as they stand: state, owner, planned date, decision.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ItemSet)]
    public SwitchParameter Item { get; set; }

    /// <summary>Only records that are not closed.</summary>
    [Parameter(ParameterSetName = ItemSet)]
    public SwitchParameter Open { get; set; }

    /// <summary>Everything that was done, oldest first, with who and when.</summary>
    [Parameter(Mandatory = true, ParameterSetName = HistorySet)]
    public SwitchParameter History { get; set; }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        ExposureCase stored = CaseStore.Load(FullCasePath);
        IEnumerable<object> shown = ParameterSetName switch
        {
            ItemSet => stored.Items.Where(i => !Open || !i.IsClosed),
            HistorySet => stored.History.Select(e => new CaseEntry(e)),
            _ => [new CaseInfo(stored, FullCasePath)],
        };
        foreach (object one in shown)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await WriteObjectAsync(one).ConfigureAwait(false);
        }
    }
}
