using System.Text.Json;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Settings;

/// <summary>Reads the settings file and refuses what could be misunderstood: a key nobody knows is an error, not a silence.</summary>
public static class SettingsReader
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="SettingsException">The file is missing, is no JSON, or says something that is not a setting.</exception>
    public static PostureSettings Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] json;
        try
        {
            json = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(path, null, null, $"the settings file cannot be read: {exception.Message}", exception);
        }

        return Parse(json, path);
    }

    /// <summary>Reads settings from UTF-8 text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="file">The file's name, for errors.</param>
    /// <exception cref="SettingsException">The text is no JSON, or says something that is not a setting.</exception>
    public static PostureSettings Parse(ReadOnlySpan<byte> json, string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        ReadOnlySpan<byte> text = json.StartsWith("\uFEFF"u8) ? json[3..] : json;
        JsonLines? lines = null;
        try
        {
            lines = JsonLines.Of(text);
            foreach ((string path, string problem) in lines.Problems)
            {
                throw new SettingsException(file, lines.Line(path), path, Sentence(problem));
            }

            SettingsFile settings = JsonSerializer.Deserialize(text, SettingsJson.Default.SettingsFile)!;
            foreach ((string path, string problem) in SettingsRules.Problems(settings))
            {
                throw new SettingsException(file, lines.Line(path), path, Sentence(problem));
            }

            return settings.ToSettings();
        }
        catch (JsonException exception)
        {
            throw Explain(file, lines, exception);
        }
    }

    private static SettingsException Explain(string file, JsonLines? lines, JsonException exception)
    {
        if (lines is null)
        {
            return new SettingsException(file, exception.LineNumber + 1, null, $"this is no valid JSON: {exception.Message}", exception);
        }

        string path = exception.Path is { } full && full.StartsWith("$.", StringComparison.Ordinal) ? full[2..] : "";
        string key = path[(path.LastIndexOf('.') + 1)..];
        string problem = SettingsKeys.TypeOf(path) is { } type
            ? $"has a value of the wrong type; {type} belongs here."
            : $"is not a setting.{Nearest.DidYouMean(key, SettingsKeys.Siblings(path))}";
        return new SettingsException(file, lines.Line(path) ?? exception.LineNumber + 1, path, problem, exception);
    }

    private static string Sentence(string problem) => problem.EndsWith('?') ? problem : problem + ".";
}
