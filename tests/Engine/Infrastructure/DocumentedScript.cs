using System.Text.RegularExpressions;

namespace Ed2402Posture.Tests.Engine.Infrastructure;

/// <summary>A script of the documentation, to be run as it stands there: what differs is the tenant to sign in at, and where the module lies.</summary>
internal static class DocumentedScript
{
    /// <summary>Stand-ins for the few cmdlets of Microsoft.PowerShell.Utility and Microsoft.PowerShell.Management in these scripts; the engine alone does not have these modules.</summary>
    public const string StandIns = """
        function global:Full($Path) { $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path) }
        function global:Test-Path($Path) { [System.IO.File]::Exists((Full $Path)) }
        function global:Move-Item($Path, $Destination, [switch] $Force) { [System.IO.File]::Move((Full $Path), (Full $Destination), $Force) }
        function global:Export-Csv($Path, [switch] $NoTypeInformation) {
            begin { $lines = [System.Collections.Generic.List[string]]::new() }
            process { $lines.Add([string] $_) }
            end { [System.IO.File]::WriteAllLines((Full $Path), $lines) }
        }
        """;

    private const string SignIn = "-TenantId contoso.com -ClientId $env:SCAN_CLIENT_ID -CertificateThumbprint $env:SCAN_CERTIFICATE";
    private const string Import = "Import-Module Ed2402Posture";

    /// <summary>Writes the script that begins with its name as a comment, for the simulated tenant, and gives the file.</summary>
    /// <param name="page">The page of docs/.</param>
    /// <param name="name">The name of the script.</param>
    /// <param name="folder">Where to write it.</param>
    public static string Write(string page, string name, string folder)
    {
        string text = File.ReadAllText(ModuleUnderTest.InRepository("docs", page)).ReplaceLineEndings("\n");
        string script = Assert.Single(Regex.Matches(text, "```powershell\n(# " + Regex.Escape(name) + "\\b.*?)```", RegexOptions.Singleline)).Groups[1].Value;
        Assert.Contains(SignIn, script, StringComparison.Ordinal);
        Assert.Contains(Import, script, StringComparison.Ordinal);
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, script.Replace(Import, $"Import-Module '{ModuleUnderTest.Manifest}'", StringComparison.Ordinal)
            .Replace("Connect-Ed2402Tenant " + SignIn, "$null = " + SimulatorProcess.ConnectScript, StringComparison.Ordinal));
        return path;
    }
}
