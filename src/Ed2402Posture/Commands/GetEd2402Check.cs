using System.Management.Automation;
using Ed2402Posture.Completion;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Outputs;

namespace Ed2402Posture.Commands;

/// <summary>Shows the catalogue of checks. Needs no tenant.</summary>
[Cmdlet(VerbsCommon.Get, "Ed2402Check")]
[OutputType(typeof(CheckInfo))]
public sealed class GetEd2402Check : Ed2402Cmdlet
{
    private readonly HashSet<Check> chosen = [];

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

    /// <summary>What a check refers to, as <c>MS.AAD.7.*</c>, <c>CIS Azure*</c> or <c>T1078.004</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ReferenceCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Reference { get; set; }

    /// <inheritdoc/>
    protected override void Accept() => chosen.UnionWith(CheckNames.Find(CheckId, Category, Reference));

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (Check check in CheckCatalogue.All.Where(chosen.Contains))
        {
            await WriteObjectAsync(new CheckInfo(check.Metadata)).ConfigureAwait(false);
        }
    }
}
