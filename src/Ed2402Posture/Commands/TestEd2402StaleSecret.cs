using System.Management.Automation;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Commands;

/// <summary>Judges what is old, unused or left lying: credentials of applications and service principals, and the accounts of privileged people.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Ed2402StaleSecret", DefaultParameterSetName = FindingSet)]
[OutputType(typeof(Finding), ParameterSetName = [FindingSet])]
[OutputType(typeof(bool), ParameterSetName = [QuietSet])]
public sealed class TestEd2402StaleSecret : PostureCmdlet
{
    /// <summary>Resets after an exposure are another cmdlet's matter.</summary>
    private static readonly string[] Ids = ["WID-02", "WID-03", "WID-04", "WID-05", "WID-06", "WID-07", "WID-08", "WID-09", "MFA-06", "HYG-01", "HYG-03", "HYG-04", "HYG-06"];

    private string? cache;

    /// <summary>Reads the log of workloads' sign-ins for credentials whose last use no report dates.</summary>
    [Parameter]
    public SwitchParameter IncludeSignInLog { get; set; }

    /// <summary>The folder in which logs that were read are kept.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CachePath { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        cache = CachePath is null ? null : ResolvePath(CachePath, nameof(CachePath));
    }

    private protected override IEnumerable<Check> ChosenChecks() => CheckNames.Find(Ids, null);

    private protected override Task<TenantAnalysis> CompleteAsync(TenantAnalysis analysis, CancellationToken cancellationToken) =>
        IncludeSignInLog ? WithSignInsAsync(analysis, cache, static _ => true, ofPrivilegedAlone: true, cancellationToken) : Task.FromResult(analysis);
}
