using System.Reflection;
using System.Runtime.Loader;

namespace Ed2402Posture.Loading;

/// <summary>The private load context of the SDKs: everything in <c>Dependencies</c> loads here, whatever other modules have loaded before.
/// Only our own unique names are answered to the default context; see docs/design.md, 'Loading'.</summary>
internal sealed class DependencyContext : AssemblyLoadContext
{
    private const string Core = "Ed2402Posture.Core";

    private static readonly string[] Entrances = ["Ed2402Posture.Azure", "Ed2402Posture.Formats"];
    private static readonly Lazy<DependencyContext> Instance = new(() => new DependencyContext(
        Path.Combine(Path.GetDirectoryName(typeof(DependencyContext).Assembly.Location)!, "Dependencies")));

    private readonly string folder;
    private readonly AssemblyDependencyResolver resolver;

    private DependencyContext(string folder)
        : base("Ed2402Posture dependencies")
    {
        this.folder = folder;
        resolver = new AssemblyDependencyResolver(Path.Combine(folder, Entrances[0] + ".dll"));
    }

    /// <summary>Answers <see cref="AssemblyLoadContext.Resolving"/> of the default context, for our own entrances alone.</summary>
    public static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        Entrances.Contains(name.Name, StringComparer.Ordinal) ? Instance.Value.LoadFromAssemblyName(name) : null;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is null or Core)
        {
            // One Core for both worlds: a second copy would have its own, unequal types.
            return null;
        }

        string? path = resolver.ResolveAssemblyToPath(assemblyName) ?? InFolder(assemblyName);
        return path is null || FrameworkIsAsNew(assemblyName.Name, path) ? null : LoadFromAssemblyPath(path);
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : nint.Zero;

    private string? InFolder(AssemblyName name)
    {
        string path = Path.Combine(folder, name.Name + ".dll");
        return File.Exists(path) ? path : null;
    }

    /// <summary>Whether the running framework brings this assembly itself, at least as new: then its own is the right one, since the
    /// framework's other assemblies share its types.</summary>
    private static bool FrameworkIsAsNew(string name, string path)
    {
        string framework = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll");
        return File.Exists(framework) && AssemblyName.GetAssemblyName(framework).Version >= AssemblyName.GetAssemblyName(path).Version;
    }
}
