using System.Text.RegularExpressions;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Tests.Engine.Cmdlets;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Hosting;

/// <summary>The script of docs/automation.md, run as a scheduler runs it: its exit code, its files and their rights.</summary>
public sealed partial class AutomationScriptTests : IDisposable
{
    private const string DemoSignIn = "$null = Connect-Ed2402Tenant -Demo";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ed2402-");

    [Theory]
    [InlineData("INV-08", 0)]
    [InlineData("HYG-06", 0)]
    [InlineData("PIM-01", 2)]
    [InlineData("*", 6)]
    public async Task The_exit_code_tells_failures_from_what_was_not_judged(string checks, int expected)
    {
        ChildProcess job = await RunAsync(DemoSignIn, s => s.Replace("Test-Ed2402Posture -S", $"Test-Ed2402Posture -CheckId '{checks}' -S", StringComparison.Ordinal));
        Assert.Equal((expected, ""), (job.ExitCode, job.Error));
        Assert.Equal(["ed2402.settings.json", "findings.csv", "report.html", "scan.ps1", "tenant.zip"], Files());
        foreach (string file in new[] { "findings.csv", "report.html", "tenant.zip" })
        {
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.FullName, file)));
            }
        }
    }

    [Fact]
    public async Task A_dataset_that_failed_is_told_apart_from_a_permission_that_is_missing()
    {
        using DemoSnapshot failed = DemoSnapshot.Without("domains", DatasetStatus.Failed), refused = DemoSnapshot.Without("domains");
        Assert.Equal(14, (await RunAsync($"Import-Ed2402Snapshot '{failed.Path}'")).ExitCode);
        Assert.Equal(6, (await RunAsync($"Import-Ed2402Snapshot '{refused.Path}'")).ExitCode);
    }

    [Theory]
    [InlineData("Connect-Ed2402Tenant -TenantId contoso.com -ManagedIdentity -DeviceCode", "choose a way to sign in")]
    [InlineData("Import-Ed2402Snapshot ./nowhere.zip", "nowhere.zip")]
    public async Task An_error_is_told_and_leaves_the_old_files(string signIn, string message)
    {
        Assert.Equal(6, (await RunAsync(DemoSignIn)).ExitCode);
        DateTime[] before = Times();
        ChildProcess job = await RunAsync(signIn);
        Assert.Equal(1, job.ExitCode);
        Assert.Contains(message, job.Error, StringComparison.Ordinal);
        Assert.Equal(before, Times());
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<ChildProcess> RunAsync(string signIn, Func<string, string>? change = null)
    {
        string page = await File.ReadAllTextAsync(ModuleUnderTest.InRepository("docs", "automation.md"), TestContext.Current.CancellationToken);
        string script = SignIn().Replace(Block().Match(page).Groups[1].Value, _ => signIn, 1);
        script = script.Replace("Import-Module Ed2402Posture", $"Import-Module '{ModuleUnderTest.Manifest}'", StringComparison.Ordinal).Replace("./", folder.FullName + "/", StringComparison.Ordinal);
        Assert.DoesNotContain("contoso.com -ClientId", script, StringComparison.Ordinal);
        string file = Path.Combine(folder.FullName, "scan.ps1");
        await File.WriteAllTextAsync(file, change is null ? script : change(script), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "ed2402.settings.json"), "{}", TestContext.Current.CancellationToken);
        return await ChildProcess.HostAsync(["-File", file]);
    }

    private string[] Files() => [.. folder.EnumerateFileSystemInfos().Select(f => f.Name).Order(StringComparer.Ordinal)];

    private DateTime[] Times() => [.. folder.EnumerateFiles().Where(f => f.Name is "findings.csv" or "report.html" or "tenant.zip").OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => f.LastWriteTimeUtc)];

    [GeneratedRegex(@"```powershell\r?\n(# scan\.ps1.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"Connect-Ed2402Tenant .*")]
    private static partial Regex SignIn();
}
