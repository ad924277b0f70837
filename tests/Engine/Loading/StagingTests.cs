using System.Management.Automation;
using System.Reflection;
using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Loading;

public sealed class StagingTests
{
    private static readonly string[] Files = [.. Directory.EnumerateFiles(ModuleUnderTest.Base, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(ModuleUnderTest.Base, f).Replace('\\', '/'))];

    [Fact]
    public void The_manifest_is_valid_and_says_what_the_module_needs()
    {
        using var session = new EngineSession(import: false);
        PSModuleInfo module = session.Run("Test-ModuleManifest $manifest", ("manifest", ModuleUnderTest.Manifest)).Single<PSModuleInfo>();
        Assert.Equal(new Version(7, 4), module.PowerShellVersion);
        Assert.Equal(["Core"], module.CompatiblePSEditions);
        Assert.Equal(ExportedNames.All, module.ExportedCmdlets.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(module.ExportedAliases);
        Assert.Empty(module.ExportedFunctions);
        Assert.Equal(Path.GetFileName(ModuleUnderTest.Base), module.Version.ToString());
        Assert.Equal(typeof(Commands.Ed2402Cmdlet).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0], module.Version.ToString());
    }

    [Fact]
    public void Core_lies_beside_the_module_alone()
    {
        Assert.Contains("Ed2402Posture.Core.dll", Files);
        Assert.Contains("Dependencies/Ed2402Posture.Azure.dll", Files);
        Assert.DoesNotContain(Files, file => file.StartsWith("Dependencies/", StringComparison.Ordinal) && file.Contains("Ed2402Posture.Core", StringComparison.Ordinal));
    }

    [Fact]
    public void No_symbols_and_no_documentation_of_packages_ship() =>
        Assert.DoesNotContain(Files, file => file.EndsWith(".pdb", StringComparison.Ordinal) || (file.EndsWith(".xml", StringComparison.Ordinal) && file != "en-US/Ed2402Posture.dll-Help.xml"));

    [Fact]
    public void Every_file_that_the_dependencies_need_is_there()
    {
        using JsonDocument dependencies = JsonDocument.Parse(File.ReadAllText(Path.Combine(ModuleUnderTest.Dependencies, "Ed2402Posture.Azure.deps.json")));
        string[] needed =
        [
            .. dependencies.RootElement.GetProperty("targets").EnumerateObject().SelectMany(t => t.Value.EnumerateObject())
                .Where(library => library.Value.TryGetProperty("runtime", out _))
                .SelectMany(library => library.Value.GetProperty("runtime").EnumerateObject())
                .Select(file => "Dependencies/" + Path.GetFileName(file.Name)),
        ];
        Assert.NotEmpty(needed);
        Assert.Empty(needed.Except(Files));
    }

    /// <summary>Where a package brings a newer copy of a framework assembly (System.Text.Json on PowerShell 7.4), Core has the framework's
    /// and the SDKs have the package's: such a type in Core's API would be two types.</summary>
    [Fact]
    public void No_type_of_a_shipped_package_is_in_the_API_of_Core()
    {
        HashSet<string> shipped = [.. Files.Where(f => f.StartsWith("Dependencies/", StringComparison.Ordinal) && f.EndsWith(".dll", StringComparison.Ordinal)).Select(f => Path.GetFileNameWithoutExtension(f)!)];
        Assert.Contains("System.Text.Json", shipped);
        IEnumerable<string> crossing =
            from type in typeof(Snapshot).Assembly.GetExportedTypes()
            from member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where Signature(member).SelectMany(Parts).Any(part => shipped.Contains(part.Assembly.GetName().Name!))
            // What the records do not name themselves, they keep: read and written by Core alone.
            where !member.Name.EndsWith("Extra", StringComparison.Ordinal)
            select $"{type.Name}.{member.Name}";
        Assert.Empty(crossing);
    }

    [Fact]
    public void The_cmdlet_assembly_references_no_package() =>
        Assert.All(typeof(Commands.Ed2402Cmdlet).Assembly.GetReferencedAssemblies(), name =>
            Assert.True(name.Name is "Ed2402Posture.Core" or "System.Management.Automation" || name.Name!.StartsWith("System.", StringComparison.Ordinal), name.Name));

    private static IEnumerable<Type> Signature(MemberInfo member) => member switch
    {
        MethodBase method => method.GetParameters().Select(p => p.ParameterType).Append((method as MethodInfo)?.ReturnType ?? typeof(void)),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts).Append(type);
}
