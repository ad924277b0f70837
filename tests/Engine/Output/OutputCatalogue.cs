using System.Management.Automation;
using System.Xml.Linq;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Output;

/// <summary>Every type of object that the module gives, with a script that gives some of them on the sample tenant, and the views of the format file.</summary>
internal static class OutputCatalogue
{
    private const string ExposedRow = "[pscustomobject]@{ Reference = 'MAIL-1'; Kind = 'Secret'; DisplayName = 'No such app'; ExposedOn = '2026-01-05' }";

    /// <summary>Scripts by the full name of the type that they give.</summary>
    public static readonly IReadOnlyDictionary<string, string> Scripts = new Dictionary<string, string>
    {
        ["Ed2402Posture.Outputs.ConnectionInfo"] = "Get-Ed2402Connection",
        ["Ed2402Posture.Outputs.DatasetReport"] = "(Get-Ed2402Connection).Datasets",
        // The sample tenant is not scanned, so that it has neither lanes nor a plan.
        ["Ed2402Posture.Core.Collecting.PlannedLane"] = "[Ed2402Posture.Core.Collecting.PlannedLane]@{ Lane = 'reports'; Requests = 14; BatchParts = 0; Seconds = 20.5; Basis = 'Counted' }",
        ["Ed2402Posture.Core.Snapshots.LaneLedger"] = "[Ed2402Posture.Core.Snapshots.LaneLedger]@{ Lane = 'reports'; Requests = 14; BatchParts = 0; Throttled = 1; SecondsWaited = 20.54; ResourceUnits = 3; Bytes = 4000 }",
        ["Ed2402Posture.Outputs.CheckInfo"] = "Get-Ed2402Check",
        ["Ed2402Posture.Core.Checks.Finding"] = "Test-Ed2402Posture",
        ["Ed2402Posture.Core.Credentials.AppCredential"] = "Get-Ed2402AppCredential",
        ["Ed2402Posture.Core.Authentication.AuthenticationMethodRow"] = "Get-Ed2402AuthenticationMethod",
        ["Ed2402Posture.Core.ConditionalAccess.ConditionalAccessRow"] = "Get-Ed2402ConditionalAccess",
        ["Ed2402Posture.Core.Pim.PimPolicy"] = "Get-Ed2402PimPolicy",
        ["Ed2402Posture.Core.Privilege.PrivilegedAccount"] = "Get-Ed2402PrivilegedAccount",
        ["Ed2402Posture.Core.Privilege.AccessPath"] = "(Get-Ed2402PrivilegedAccount).Paths",
        ["Ed2402Posture.Core.Permissions.PermissionReport"] = "Test-Ed2402Permission",
        ["Ed2402Posture.Core.Permissions.LeastPrivilegePermission"] = "Test-Ed2402Permission -LeastPrivilege",
        ["Ed2402Posture.Core.Exposure.ExposureRecord"] = $"{ExposedRow} | Import-Ed2402Exposure",
        ["Ed2402Posture.Core.Exposure.Proof.ExposureResult"] = $"{ExposedRow} | Import-Ed2402Exposure | Test-Ed2402Exposure",
        ["Ed2402Posture.Core.Exposure.Spray.PasswordSpray"] = "$f = [IO.Path]::GetTempFileName(); [IO.File]::WriteAllLines($f, [string[]]@(foreach ($i in 1..9) { '{\"id\":\"s' + $i + '\",\"createdDateTime\":\"2026-10-05T08:00:00Z\",\"userId\":\"u' + $i + '\",\"userPrincipalName\":\"u' + $i + '@contoso.com\",\"ipAddress\":\"192.0.2.9\",\"status\":{\"errorCode\":50126}}' })); Get-Ed2402PasswordSpray -Path $f; [IO.File]::Delete($f)",
        ["Ed2402Posture.Core.Exposure.Review.ActivityObservation"] = "Get-Ed2402ActivityReview -Account admin@contoso.com -Since 2026-01-05Z",
        ["Ed2402Posture.Outputs.StatusReportInfo"] = "$f = [IO.Path]::GetTempFileName(); $r = $f + '.md'; [void](New-Ed2402Case -Path $f -Title Leak -Force); New-Ed2402StatusReport -CasePath $f -Kind Initial -Path $r; [IO.File]::Delete($f); [IO.File]::Delete($r)",
        ["Ed2402Posture.Outputs.CaseInfo"] = "$f = [IO.Path]::GetTempFileName(); New-Ed2402Case -Path $f -Title Leak -Force; [IO.File]::Delete($f)",
        ["Ed2402Posture.Core.Snapshots.Comparison.SnapshotChange"] = "$f = [IO.Directory]::CreateTempSubdirectory().FullName; $null = Export-Ed2402Snapshot -Path $f/s; [IO.File]::WriteAllText(\"$f/s/manifest.json\", [IO.File]::ReadAllText(\"$f/s/manifest.json\").Replace('\"domains\"', '\"formerDomains\"')); Compare-Ed2402Snapshot $f/s; [IO.Directory]::Delete($f, $true)",
        ["Ed2402Posture.Core.Exposure.Cases.CaseItem"] = $"$f = [IO.Path]::GetTempFileName(); New-Ed2402Case -Path $f -Title Leak -Force | Out-Null; {ExposedRow} | Import-Ed2402Exposure -CasePath $f | Out-Null; Get-Ed2402Case $f -Item; [IO.File]::Delete($f)",
        ["Ed2402Posture.Outputs.CaseEntry"] = "$f = [IO.Path]::GetTempFileName(); New-Ed2402Case -Path $f -Title Leak -Force | Out-Null; Get-Ed2402Case $f -History; [IO.File]::Delete($f)",
        ["Ed2402Posture.Core.Privilege.RoleHolding"] = "Get-Ed2402RoleAssignment -Derived",
    };

    private static readonly XDocument Format = XDocument.Load(Path.Combine(ModuleUnderTest.Base, "Ed2402Posture.Format.ps1xml"));

    /// <summary>The labels of the columns of each type's table.</summary>
    public static IReadOnlyDictionary<string, string[]> Columns { get; } = Format.Descendants("View").ToDictionary(
        view => view.Descendants("TypeName").Single().Value,
        view => view.Descendants("TableColumnHeader").Select(header => header.Element("Label")!.Value).ToArray());

    public static TheoryData<string> TypeNames() => [.. Scripts.Keys];

    /// <summary>The types of our own that the cmdlets declare to give.</summary>
    public static IEnumerable<string> Declared(EngineSession session) => session
        .Run("Get-Command -Module Ed2402Posture").All<CmdletInfo>()
        .SelectMany(command => command.OutputType)
        .Select(type => type.Name)
        .Where(name => name.StartsWith("Ed2402Posture.", StringComparison.Ordinal))
        .Distinct();
}
