using System.Management.Automation;

namespace Ed2402Posture.Errors;

/// <summary>What to do about an error, where people see it. PowerShell shows a recommended action from 7.5 on; before, the message says it
/// too. Goes when 7.5 is the oldest version supported.</summary>
internal static class RecommendedAction
{
    private static readonly Version ShownSince = new(7, 5);
    private static readonly Version Engine = typeof(PSObject).Assembly.GetName().Version!;

    public static ErrorDetails Details(string message, string action) => Details(message, action, Engine);

    /// <param name="message">What is wrong.</param>
    /// <param name="action">What to do.</param>
    /// <param name="engine">The version of PowerShell's engine.</param>
    internal static ErrorDetails Details(string message, string action, Version engine) =>
        new(engine < ShownSince ? $"{message}{Environment.NewLine}Recommendation: {action}" : message) { RecommendedAction = action };
}
