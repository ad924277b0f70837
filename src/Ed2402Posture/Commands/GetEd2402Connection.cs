using System.Management.Automation;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Errors;
using Ed2402Posture.Outputs;

namespace Ed2402Posture.Commands;

/// <summary>Shows what this session is connected to, what it may read, what was read and what that took; or what a scan would take.</summary>
[Cmdlet(VerbsCommon.Get, "Ed2402Connection", DefaultParameterSetName = ConnectionSet)]
[OutputType(typeof(ConnectionInfo), ParameterSetName = [ConnectionSet])]
[OutputType(typeof(PlannedLane), ParameterSetName = [PlanSet])]
public sealed class GetEd2402Connection : TenantCmdlet
{
    private const string ConnectionSet = "Connection";
    private const string PlanSet = "Plan";

    /// <summary>Tells what a scan of everything would take, lane by lane, before it.</summary>
    [Parameter(ParameterSetName = PlanSet, Mandatory = true)]
    public SwitchParameter Plan { get; set; }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!Plan)
        {
            await WriteObjectAsync(new ConnectionInfo(Session)).ConfigureAwait(false);
            return;
        }

        ITenantSource source = Session.Source ?? throw ErrorRecords.PlanWithoutTenant(MyInvocation.MyCommand.Name, Session.Origin).ToException();
        await WritePlanAsync(source, CheckRunner.DatasetsFor(CheckCatalogue.All), anew: true, cancellationToken).ConfigureAwait(false);
    }
}
