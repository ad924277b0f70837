using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Commands;

/// <summary>Ends the session of this runspace and forgets its tokens and data; does nothing when there is none.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Ed2402Tenant")]
public sealed class DisconnectEd2402Tenant : Ed2402Cmdlet
{
    /// <inheritdoc/>
    protected override void Begin()
    {
        if (!Session.End(Runspace.DefaultRunspace))
        {
            WriteVerbose("This session was connected to no tenant.");
        }
    }

    /// <inheritdoc/>
    protected override Task RunAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
