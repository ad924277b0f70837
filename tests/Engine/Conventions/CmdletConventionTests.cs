using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using Ed2402Posture.Commands;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Conventions;

/// <summary>A newcomer finds a cmdlet, its page and its tests by one name.</summary>
public sealed partial class CmdletConventionTests
{
    [Fact]
    public void The_manifest_names_every_cmdlet()
    {
        string manifest = File.ReadAllText(ModuleUnderTest.InRepository("Ed2402Posture.psd1"));
        string block = manifest[manifest.IndexOf("CmdletsToExport", StringComparison.Ordinal)..manifest.IndexOf("FunctionsToExport", StringComparison.Ordinal)];
        Assert.Equal(ExportedNames.All, Quoted().Matches(block).Select(m => m.Groups[1].Value));
    }

    [Fact]
    public void Every_cmdlet_has_its_page() => Assert.Equal(ExportedNames.All, Names("docs/cmdlets", "*.md", ".md"));

    [Fact]
    public void Every_cmdlet_has_its_Pester_tests() => Assert.Equal(ExportedNames.All, Names("tests/Pester", "*-Ed2402*.Tests.ps1", ".Tests.ps1"));

    [Fact]
    public void Every_cmdlet_has_a_source_file_of_its_name() => Assert.All(ExportedNames.Types, type =>
    {
        CmdletAttribute cmdlet = type.GetCustomAttribute<CmdletAttribute>()!;
        Assert.Equal(cmdlet.VerbName + cmdlet.NounName, type.Name);
        Assert.True(File.Exists(ModuleUnderTest.InRepository("src/Ed2402Posture/Commands", type.Name + ".cs")), type.Name);
    });

    [Fact]
    public void Every_cmdlet_is_sealed_says_what_it_gives_and_rests_on_the_base() => Assert.All(ExportedNames.Types, type =>
    {
        Assert.True(type.IsSealed, type.Name);
        Assert.True(typeof(Ed2402Cmdlet).IsAssignableFrom(type), type.Name);
        Assert.StartsWith("Ed2402", type.GetCustomAttribute<CmdletAttribute>()!.NounName, StringComparison.Ordinal);
        Assert.True(type.GetCustomAttributes<OutputTypeAttribute>().Any() || type == typeof(DisconnectEd2402Tenant), type.Name);
    });

    [Fact]
    public void Verbs_are_approved() => Assert.All(ExportedNames.Types, type =>
        Assert.Contains(type.GetCustomAttribute<CmdletAttribute>()!.VerbName, ApprovedVerbs));

    private static readonly HashSet<string> ApprovedVerbs =
    [
        .. new[] { typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic), typeof(VerbsLifecycle), typeof(VerbsOther), typeof(VerbsSecurity) }
            .SelectMany(verbs => verbs.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(verb => (string)verb.GetValue(null)!),
    ];

    private static IEnumerable<string> Names(string folder, string pattern, string ending) =>
        Directory.EnumerateFiles(ModuleUnderTest.InRepository(folder), pattern).Select(f => Path.GetFileName(f)[..^ending.Length]).Order(StringComparer.Ordinal);

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
