using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Loading;

/// <summary>Hooks the private load context in at import and takes it out when the last runspace removes the module. Import does nothing else.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    // One process may hold many runspaces, each with its own import: the hook stays until none has the module.
    private static readonly ConditionalWeakTable<Runspace, object> Importers = [];
    private static readonly object Gate = new();
    private static int count;

    /// <inheritdoc/>
    public void OnImport()
    {
        lock (Gate)
        {
            if (Importers.TryAdd(Runspace.DefaultRunspace, Gate) && ++count == 1)
            {
                AssemblyLoadContext.Default.Resolving += DependencyContext.Resolve;
            }
        }
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        Session.End(Runspace.DefaultRunspace);
        lock (Gate)
        {
            if (Importers.Remove(Runspace.DefaultRunspace) && --count == 0)
            {
                AssemblyLoadContext.Default.Resolving -= DependencyContext.Resolve;
            }
        }
    }
}
