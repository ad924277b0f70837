using System.Management.Automation;
using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Commands;

/// <summary>Judges the secrets and certificates of applications and service principals: the WID checks.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Ed2402StaleSecret", DefaultParameterSetName = FindingSet)]
[OutputType(typeof(Finding), ParameterSetName = [FindingSet])]
[OutputType(typeof(bool), ParameterSetName = [QuietSet])]
public sealed class TestEd2402StaleSecret : PostureCmdlet
{
    private protected override IEnumerable<Check> ChosenChecks() => CheckNames.InCategory(CheckCategory.WorkloadIdentity);
}
