using System.Management.Automation;
using Ed2402Posture.Outputs;

namespace Ed2402Posture.Commands;

/// <summary>Shows what this session is connected to, what it may read, what was read and what that took.</summary>
[Cmdlet(VerbsCommon.Get, "Ed2402Connection")]
[OutputType(typeof(ConnectionInfo))]
public sealed class GetEd2402Connection : TenantCmdlet
{
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken) =>
        await WriteObjectAsync(new ConnectionInfo(Session)).ConfigureAwait(false);
}
