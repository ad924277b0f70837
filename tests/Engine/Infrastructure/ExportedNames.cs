using System.Management.Automation;
using System.Reflection;
using Ed2402Posture.Commands;

namespace Ed2402Posture.Tests.Engine.Infrastructure;

/// <summary>The cmdlets that the assembly has, by their attributes.</summary>
internal static class ExportedNames
{
    public static IReadOnlyList<Type> Types { get; } = [.. typeof(Ed2402Cmdlet).Assembly.GetTypes().Where(t => t.GetCustomAttribute<CmdletAttribute>() is not null)];

    public static IReadOnlyList<string> All { get; } = [.. Types.Select(Of).Order(StringComparer.Ordinal)];

    private static string Of(Type type) => type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet ? $"{cmdlet.VerbName}-{cmdlet.NounName}" : "";
}
