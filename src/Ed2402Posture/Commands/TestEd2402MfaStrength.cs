using System.Management.Automation;
using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Commands;

/// <summary>Judges the strength of authentication: the MFA checks.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Ed2402MfaStrength", DefaultParameterSetName = FindingSet)]
[OutputType(typeof(Finding), ParameterSetName = [FindingSet])]
[OutputType(typeof(bool), ParameterSetName = [QuietSet])]
public sealed class TestEd2402MfaStrength : PostureCmdlet
{
    private protected override IEnumerable<Check> ChosenChecks() => CheckNames.InCategory(CheckCategory.MfaStrength);
}
