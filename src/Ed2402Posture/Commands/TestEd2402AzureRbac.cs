using System.Management.Automation;
using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Commands;

/// <summary>Judges role assignments in Azure: the AZR checks.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Ed2402AzureRbac", DefaultParameterSetName = FindingSet)]
[OutputType(typeof(Finding), ParameterSetName = [FindingSet])]
[OutputType(typeof(bool), ParameterSetName = [QuietSet])]
public sealed class TestEd2402AzureRbac : PostureCmdlet
{
    private protected override IEnumerable<Check> ChosenChecks() => CheckNames.InCategory(CheckCategory.AzureRbac);
}
