using System.Reflection;

namespace Ed2402Posture.Host;

/// <summary>The module that the build laid out.</summary>
internal static class ModuleFile
{
    /// <summary>Full path of its manifest.</summary>
    public static string Path { get; } = typeof(ModuleFile).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "ModuleManifest").Value!;
}
