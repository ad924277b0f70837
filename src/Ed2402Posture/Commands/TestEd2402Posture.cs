using System.Management.Automation;
using Ed2402Posture.Completion;
using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Commands;

/// <summary>Judges the tenant: all checks, or those named by id or category; streams findings.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Ed2402Posture", DefaultParameterSetName = FindingSet)]
[OutputType(typeof(Finding), ParameterSetName = [FindingSet])]
[OutputType(typeof(bool), ParameterSetName = [QuietSet])]
public sealed class TestEd2402Posture : PostureCmdlet
{
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

    private protected override IEnumerable<Check> ChosenChecks() => CheckNames.Find(CheckId, Category);
}
