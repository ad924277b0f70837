namespace Ed2402Posture.Core.Settings;

/// <summary>The settings file cannot be used. The message names the file, the line and the key, and says what is wrong.</summary>
public sealed class SettingsException : Exception
{
    /// <summary>Makes the error.</summary>
    public SettingsException()
    {
    }

    /// <summary>Makes the error.</summary>
    public SettingsException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error.</summary>
    public SettingsException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal SettingsException(string file, long? line, string? key, string problem, Exception? innerException = null)
        : base($"{Path.GetFileName(file)}{(line is null ? "" : $", line {line}")}: {(string.IsNullOrEmpty(key) ? "" : $"'{key}' ")}{problem}", innerException)
    {
        File = file;
        Line = line;
        Key = string.IsNullOrEmpty(key) ? null : key;
    }

    /// <summary>The settings file.</summary>
    public string? File { get; }
    /// <summary>The line in it, counted from 1; null when the file could not be read at all.</summary>
    public long? Line { get; }
    /// <summary>The key, as <c>thresholds.WID-03.maximumSecretLifetimeDays</c>; null when no key is to blame.</summary>
    public string? Key { get; }
}
