using System.Management.Automation;

namespace Ed2402Posture.Host;

/// <summary>Errors as a person reads them: what failed, why, where in a script, and what to do. Never a stack trace.</summary>
internal static class ErrorText
{
    private const string CoreOnly = "This console has PowerShell's language, its core cmdlets and this module; install PowerShell for the rest.";

    public static string Of(ErrorRecord record)
    {
        string? action = record.FullyQualifiedErrorId.StartsWith(nameof(CommandNotFoundException), StringComparison.Ordinal) ? CoreOnly : record.ErrorDetails?.RecommendedAction;
        return Place(record.InvocationInfo) + Message(record) + (string.IsNullOrEmpty(action) ? "" : Environment.NewLine + "  " + action);
    }

    public static string Of(Exception exception) => exception is IContainsErrorRecord { ErrorRecord: { } record } ? Of(record) : exception.Message;

    private static string Message(ErrorRecord record) =>
        string.IsNullOrEmpty(record.ErrorDetails?.Message) ? record.Exception.Message : record.ErrorDetails.Message;

    private static string Place(InvocationInfo? invocation)
    {
        string command = invocation?.MyCommand?.Name is { Length: > 0 } name && !name.Contains('\n', StringComparison.Ordinal) ? $"{name}: " : "";
        return invocation is { ScriptName.Length: > 0 } ? $"{Path.GetFileName(invocation.ScriptName)}:{invocation.ScriptLineNumber}: {command}" : command;
    }
}
