using System.Runtime.Loader;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Loading;

public sealed class ImportTests(SimulatorFixture fixture)
{
    [Fact]
    public void Import_loads_no_SDK_into_the_default_context()
    {
        using var session = new EngineSession();
        Assert.Equal(ExportedNames.All, session.Run("Get-Command -Module Ed2402Posture | ForEach-Object Name").All<string>().Order());
        Assert.Empty(SdkAssemblies());
    }

    [Fact]
    public void A_scan_loads_no_SDK_into_the_default_context()
    {
        using var session = new EngineSession();
        session.Run(SimulatorProcess.ConnectScript, fixture.Simulator.Variables).AssertNoErrors();
        Assert.NotEmpty(session.Run("Test-Ed2402Posture").AssertNoErrors().Output);
        Assert.Empty(SdkAssemblies());
        AssemblyLoadContext dependencies = Assert.Single(AssemblyLoadContext.All, context => context.Name == "Ed2402Posture dependencies");
        string[] loaded = [.. dependencies.Assemblies.Select(a => a.GetName().Name!)];
        Assert.Contains("Azure.Core", loaded);
        Assert.DoesNotContain("Ed2402Posture.Core", loaded);
    }

    [Fact]
    public void Importing_twice_by_force_keeps_all_commands_and_scans()
    {
        using var session = new EngineSession();
        for (int i = 0; i < 2; i++)
        {
            session.Run("Import-Module $manifest -Force", ("manifest", ModuleUnderTest.Manifest)).AssertNoErrors();
            Assert.Equal(ExportedNames.All, session.Run("Get-Command -Module Ed2402Posture | ForEach-Object Name").All<string>().Order());
        }

        session.Run(SimulatorProcess.ConnectScript, fixture.Simulator.Variables).AssertNoErrors();
        Assert.NotEmpty(session.Run("Get-Ed2402PrivilegedAccount").AssertNoErrors().Output);
    }

    [Fact]
    public void A_runspace_that_removes_the_module_does_not_take_it_from_another()
    {
        using var first = new EngineSession();
        using var second = new EngineSession();
        first.Run("Remove-Module Ed2402Posture").AssertNoErrors();
        second.Run(SimulatorProcess.ConnectScript, fixture.Simulator.Variables).AssertNoErrors();
        Assert.NotEmpty(second.Run("Get-Ed2402Connection").Output);
    }

    [Fact]
    public void Removing_the_module_ends_its_session()
    {
        using EngineSession session = EngineSession.Demo();
        session.Run("Import-Module $manifest -Force", ("manifest", ModuleUnderTest.Manifest)).AssertNoErrors();
        Assert.StartsWith("NotConnected", session.Fail("Get-Ed2402Connection").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private static string[] SdkAssemblies() =>
    [
        .. AssemblyLoadContext.Default.Assemblies.Select(a => a.GetName().Name!)
            .Where(name => name == "Ed2402Posture.Azure" || new[] { "Azure.", "Microsoft.Graph", "Microsoft.Identity", "Microsoft.Kiota" }.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))),
    ];
}
