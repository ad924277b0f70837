namespace Ed2402Posture.Commands;

/// <summary>Where logs that were read are kept.</summary>
internal static class LogCache
{
    /// <summary>The user's own folder: <c>~/.local/share/Ed2402Posture/logs</c>, on Windows below <c>%LOCALAPPDATA%</c>.</summary>
    public static string Default => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "Ed2402Posture", "logs");
}
