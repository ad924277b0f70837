using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Ed2402Posture.Tests.Engine.Infrastructure;

/// <summary>The module as the build laid it out, and the programs built beside it.</summary>
internal static class ModuleUnderTest
{
    private static readonly Dictionary<string, string?> Metadata =
        typeof(ModuleUnderTest).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(a => a.Key, a => a.Value);

    public static string Manifest { get; } = Metadata["ModuleManifest"]!;
    public static string Base { get; } = Path.GetDirectoryName(Manifest)!;
    public static string Dependencies { get; } = Path.Combine(Base, "Dependencies");
    public static string RepositoryRoot { get; } = Metadata["RepositoryRoot"]!;
    public static string OlderAzureCore { get; } = Metadata["OlderAzureCore"]!;
    public static string Host { get; } = Built("src/Ed2402Posture.Host", "Ed2402Posture.Host.dll");
    public static string Simulator { get; } = Built("tests/TenantSimulator", "Ed2402Posture.TenantSimulator.dll");

    /// <summary>A file of the repository.</summary>
    public static string InRepository(params string[] parts) => Path.Combine([RepositoryRoot, .. parts]);

    private static string Built(string project, string file) =>
        Path.Combine(RepositoryRoot, project, "bin", Metadata["Configuration"]!, Metadata["ToolFramework"]!, file);

    /// <summary>The tests are compiled against the module's own two assemblies and run on those in out/: the very ones that Import-Module loads.</summary>
    [ModuleInitializer]
    internal static void ResolveFromModule() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name is "Ed2402Posture" or "Ed2402Posture.Core" ? context.LoadFromAssemblyPath(Path.Combine(Base, name.Name + ".dll")) : null;
}
