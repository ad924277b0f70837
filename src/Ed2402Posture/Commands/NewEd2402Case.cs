using System.Management.Automation;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Outputs;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Commands;

/// <summary>Opens a case: a file that keeps exposed credentials, what was done about them, when and by whom. Only its owner may read it.</summary>
[Cmdlet(VerbsCommon.New, "Ed2402Case", SupportsShouldProcess = true)]
[OutputType(typeof(CaseInfo))]
public sealed class NewEd2402Case : Ed2402Cmdlet
{
    private string fullPath = "";
    private string actor = "";

    /// <summary>The case file to write, as <c>leak.case.json</c>.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>What the case is called in reports.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "";

    /// <summary>Whom to ask: a name, a mailbox.</summary>
    [Parameter]
    public string? Contact { get; set; }

    /// <summary>The organisation's own identifier in reports.</summary>
    [Parameter]
    public string? AgencyId { get; set; }

    /// <summary>Replaces a case that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Path;

    /// <inheritdoc/>
    protected override void Begin()
    {
        fullPath = ResolveNewFile(Path, nameof(Path), Force);
        actor = Actor.Name(Session.Current);
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        ExposureCase opened = ExposureCase.Open(new CaseDetails { Title = Title, Contact = Contact, AgencyId = AgencyId }, DateTimeOffset.UtcNow, actor);
        if (await ShouldProcessAsync(fullPath, "Open a case").ConfigureAwait(false))
        {
            await CaseStore.CreateAsync(opened, fullPath, Force, cancellationToken).ConfigureAwait(false);
            await WriteObjectAsync(new CaseInfo(opened, fullPath)).ConfigureAwait(false);
        }
    }
}
