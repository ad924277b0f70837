using System.Reflection;
using Ed2402Posture.Core.Collecting;

namespace Ed2402Posture.Loading;

/// <summary>The way into the private load context.</summary>
internal static class TenantSources
{
    /// <summary>The factory of tenant sources. Its assembly, and with it the SDKs, loads at the first call.</summary>
    public static ITenantSourceFactory CreateFactory()
    {
        Type type = Assembly.Load(ITenantSourceFactory.AssemblyName).GetType(ITenantSourceFactory.TypeName, throwOnError: true)!;
        return (ITenantSourceFactory)Activator.CreateInstance(type)!;
    }
}
