using System.Management.Automation;
using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Commands;

/// <summary>Judges conditional access: the CA checks.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Ed2402ConditionalAccess", DefaultParameterSetName = FindingSet)]
[OutputType(typeof(Finding), ParameterSetName = [FindingSet])]
[OutputType(typeof(bool), ParameterSetName = [QuietSet])]
public sealed class TestEd2402ConditionalAccess : PostureCmdlet
{
    private protected override IEnumerable<Check> ChosenChecks() => CheckNames.InCategory(CheckCategory.ConditionalAccess);
}
