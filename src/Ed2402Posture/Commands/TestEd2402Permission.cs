using System.Management.Automation;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Permissions;
using Ed2402Posture.Errors;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Commands;

/// <summary>Says which permissions, licences and clouds allow which checks: from the token before a scan, from what was read after it.
/// Sends no request.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Ed2402Permission")]
[OutputType(typeof(PermissionReport), typeof(LeastPrivilegePermission))]
public sealed class TestEd2402Permission : Ed2402Cmdlet
{
    private Session? session;

    /// <summary>Lists the fewest permissions with which everything can be read. Needs no connection.</summary>
    [Parameter]
    public SwitchParameter LeastPrivilege { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        session = Session.Current;
        if (session is null && !LeastPrivilege)
        {
            ThrowTerminatingError(ErrorRecords.NotConnected(MyInvocation.MyCommand.Name));
        }
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        IEnumerable<object> rows = LeastPrivilege
            ? PermissionAnalyzer.LeastPrivilege(session?.Identity, CheckCatalogue.All)
            : PermissionAnalyzer.Analyze(session!.Identity, session.Snapshot, CheckCatalogue.All);
        foreach (object row in rows)
        {
            await WriteObjectAsync(row).ConfigureAwait(false);
        }
    }
}
