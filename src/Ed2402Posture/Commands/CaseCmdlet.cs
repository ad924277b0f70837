using System.Management.Automation;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Commands;

/// <summary>Base of the cmdlets that look into a case or write into it; they need no connection.</summary>
public abstract class CaseCmdlet : Ed2402Cmdlet
{
    /// <summary>The case file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Case")]
    [ValidateNotNullOrEmpty]
    public string CasePath { get; set; } = "";

    /// <summary>Full path of the case file.</summary>
    protected string FullCasePath { get; private set; } = "";

    /// <summary>Who writes.</summary>
    protected string By { get; private set; } = "";

    /// <inheritdoc/>
    protected override object? ErrorTarget => CasePath;

    /// <inheritdoc/>
    protected override void Begin()
    {
        FullCasePath = ResolveExistingFile(CasePath, nameof(CasePath));
        By = Actor.Name(Session.Current);
    }
}
