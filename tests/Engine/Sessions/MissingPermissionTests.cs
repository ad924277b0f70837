using Ed2402Posture.Core.Permissions;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Sessions;

public sealed class MissingPermissionTests
{
    [Fact]
    public async Task A_dataset_that_was_refused_is_a_warning_once_and_no_pass()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux can a process be told to trust the simulator's certificate.");
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync("--without", "RoleManagement.Read.Directory,Directory.Read.All");
        string script = simulator.ConnectText + """
            ; $first = @(Test-Ed2402PimUsage)
            # Reviews of roles and the log of activations tell what they tell without role assignments.
            "findings: $(@($first | Where-Object Outcome -EQ NotAssessed).Count -gt 0) $(@($first | Where-Object { $_.Outcome -eq 'Pass' -and $_.CheckId -notin 'PIM-08', 'PIM-09' }).Count)"
            $null = Test-Ed2402PimUsage
            $permission = Test-Ed2402Permission | Where-Object Dataset -EQ roleAssignments
            "permission: $($permission.Granted) $($permission.Readable) $($permission.Status)"
            """;
        ChildProcess host = await ChildProcess.HostAsync(["-Command", script], simulator.Environment);
        Assert.Equal(0, host.ExitCode);
        Assert.Contains("findings: True 0", host.Output, StringComparison.Ordinal);
        Assert.Contains($"permission: {nameof(Answer.No)} {nameof(Answer.No)} NoPermission", host.Output, StringComparison.Ordinal);
        string[] warnings = [.. host.Error.Split('\n').Where(line => line.StartsWith("WARNING: NoPermission: roleAssignments ", StringComparison.Ordinal))];
        Assert.Contains("RoleManagement.Read.Directory", Assert.Single(warnings), StringComparison.Ordinal);
    }
}
