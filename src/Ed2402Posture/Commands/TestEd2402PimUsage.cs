using System.Management.Automation;
using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Commands;

/// <summary>Judges the use of Privileged Identity Management: the PIM checks.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Ed2402PimUsage", DefaultParameterSetName = FindingSet)]
[OutputType(typeof(Finding), ParameterSetName = [FindingSet])]
[OutputType(typeof(bool), ParameterSetName = [QuietSet])]
public sealed class TestEd2402PimUsage : PostureCmdlet
{
    private protected override IEnumerable<Check> ChosenChecks() => CheckNames.InCategory(CheckCategory.PimUsage);
}
