using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Hosting;

public sealed class HostTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ed2402-");

    [Fact]
    public async Task Without_arguments_it_scans_the_sample_tenant()
    {
        ChildProcess host = await ChildProcess.HostAsync([]);
        Assert.Equal((0, ""), (host.ExitCode, host.Error));
        Assert.Contains("Contoso", host.Output, StringComparison.Ordinal);
        Assert.Contains("Fail ", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\nPass ", host.Output, StringComparison.Ordinal);
        foreach (string category in new[] { "Inventory", "MfaStrength", "PimUsage", "WorkloadIdentity", "AzureRbac", "Hygiene" })
        {
            Assert.Matches($@"(?m)^{category}(\s+\d+){{6}}\s*$", host.Output);
        }

        Assert.DoesNotContain("\e[", host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 + 1; Get-Command -Module Ed2402Posture -Name Get-Ed2402Check | ForEach-Object Name", 0, "2\nGet-Ed2402Check", "")]
    [InlineData("exit 7; 'not reached'", 7, "", "")]
    [InlineData("'before'; throw 'told you so'; 'not reached'", 1, "before", "told you so")]
    [InlineData("Get-Ed2402Connection; 'not reached'", 1, "", "Connect-Ed2402Tenant")]
    [InlineData("No-Such; 'not reached'", 1, "", "install PowerShell")]
    [InlineData("1 + ", 1, "", "+")]
    [InlineData("$ErrorActionPreference = 'Continue'; Get-Ed2402Connection; 'reached'", 0, "reached", "Connect-Ed2402Tenant")]
    [InlineData("Connect-Ed2402Tenant", 1, "", "", "-TenantId", "nonsense")]
    public async Task A_command_ends_with_its_exit_code(string command, int exitCode, string output, string error, params string[] more)
    {
        ChildProcess host = await ChildProcess.HostAsync(["-Command", command, .. more]);
        Assert.Equal(exitCode, host.ExitCode);
        Assert.Equal(output, host.Output.ReplaceLineEndings("\n").Trim());
        Assert.Contains(error, host.Error, StringComparison.Ordinal);
        Assert.Equal(error.Length == 0 && more.Length == 0, host.Error.Length == 0);
        Assert.DoesNotContain("   at ", host.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_comes_from_standard_input()
    {
        ChildProcess host = await ChildProcess.HostAsync(["-Command", "-"], input: "'from input'; exit 3");
        Assert.Equal((3, "from input"), (host.ExitCode, host.Output.Trim()));
    }

    [Fact]
    public async Task A_file_gets_its_arguments_and_gives_its_exit_code()
    {
        string file = Path.Combine(folder.FullName, "it's a script.ps1");
        await File.WriteAllTextAsync(file, "param([string] $Name, [int] $Code, [switch] $Loud)\n\"$Name $Loud $([IO.Path]::GetFileName($PSScriptRoot))\"\nif ($Code) { exit $Code }\n", TestContext.Current.CancellationToken);
        ChildProcess host = await ChildProcess.HostAsync(["-File", file, "-Name", "O'Neil $x", "-Loud", "-Code:5"]);
        Assert.Equal((5, $"O'Neil $x True {folder.Name}"), (host.ExitCode, host.Output.Trim()));
        host = await ChildProcess.HostAsync(["-File", file, "first", "-Loud:$false"]);
        Assert.Equal((0, $"first False {folder.Name}"), (host.ExitCode, host.Output.Trim()));
    }

    [Fact]
    public async Task An_error_in_a_file_names_file_and_line()
    {
        string file = Path.Combine(folder.FullName, "bad.ps1");
        await File.WriteAllTextAsync(file, "'one'\nGet-Ed2402Connection\n'not reached'\n", TestContext.Current.CancellationToken);
        ChildProcess host = await ChildProcess.HostAsync(["-File", file]);
        Assert.Equal((1, "one"), (host.ExitCode, host.Output.Trim()));
        Assert.StartsWith("bad.ps1:2: ", host.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Nonsense")]
    [InlineData("-File", "nowhere.ps1")]
    [InlineData("-Command")]
    public async Task A_wrong_command_line_shows_the_right_one(params string[] arguments)
    {
        ChildProcess host = await ChildProcess.HostAsync(arguments);
        Assert.Equal((2, ""), (host.ExitCode, host.Output));
        Assert.Contains("usage:", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_asked_for_and_not_shown()
    {
        ChildProcess host = await ChildProcess.HostAsync(["-Command", "$s = $Host.UI.ReadLineAsSecureString(); \"length $($s.Length)\""], input: "hunter2\n");
        Assert.Equal((0, "length 7"), (host.ExitCode, host.Output.Trim()));
    }

    [Fact]
    public async Task A_mandatory_parameter_is_asked_for()
    {
        ChildProcess host = await ChildProcess.HostAsync(["-Command", "Import-Ed2402Snapshot"], input: "nowhere.zip\n");
        Assert.Equal(1, host.ExitCode);
        Assert.Contains("Path: ", host.Output, StringComparison.Ordinal);
        Assert.Contains("nowhere.zip", host.Error, StringComparison.Ordinal);
        host = await ChildProcess.HostAsync(["-Command", "Import-Ed2402Snapshot"]);
        Assert.Equal(1, host.ExitCode);
        Assert.Contains("mandatory parameters: Path", host.Error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
