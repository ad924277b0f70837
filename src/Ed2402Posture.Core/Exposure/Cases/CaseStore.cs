using System.Text.Json;
using Ed2402Posture.Core.Files;

namespace Ed2402Posture.Core.Exposure.Cases;

/// <summary>Keeps cases in files: JSON, readable by their owner alone, written whole or not at all.</summary>
public static class CaseStore
{
    /// <summary>Writes a new case.</summary>
    /// <param name="exposureCase">The case.</param>
    /// <param name="path">Full path.</param>
    /// <param name="overwrite">Whether an existing file may be replaced.</param>
    /// <param name="cancellationToken">Ends the writing; nothing is left behind then.</param>
    /// <exception cref="ExposureException">The file exists, or cannot be written.</exception>
    public static async Task CreateAsync(ExposureCase exposureCase, string path, bool overwrite, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(exposureCase);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!overwrite && Path.Exists(path))
        {
            throw new ExposureException($"'{path}' exists.", "CaseExists", "Choose another path, or add -Force to replace it.");
        }

        await WriteAsync(exposureCase, path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a case that was loaded from the same path and has grown since. What another session added meanwhile is not lost: the
    /// write is refused.</summary>
    /// <exception cref="ExposureException">The file holds entries that this case does not, or cannot be written.</exception>
    public static async Task AppendAsync(ExposureCase exposureCase, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(exposureCase);
        ExposureCase stored = Load(path);
        bool extends = stored.Id == exposureCase.Id && stored.History.Count <= exposureCase.History.Count
            && stored.History[^1].Hash == exposureCase.History[stored.History.Count - 1].Hash;
        if (!extends)
        {
            throw new ExposureException($"The case '{path}' was changed by someone else meanwhile.", "CaseChanged", "Run the command again.");
        }

        if (stored.History.Count < exposureCase.History.Count)
        {
            await WriteAsync(exposureCase, path, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Loads a case and checks its history.</summary>
    /// <exception cref="ExposureException">Missing, no case, damaged, or of a newer format.</exception>
    public static ExposureCase Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out JsonElement format) || format.ValueKind != JsonValueKind.String || format.GetString() != CaseFile.FormatName)
            {
                throw new ExposureException($"'{path}' is not a case file.", "CaseNotACase", "Give the path of a file that New-Ed2402Case wrote.");
            }

            if (root.TryGetProperty("formatVersion", out JsonElement version) && version.TryGetInt32(out int number) && number > CaseFile.CurrentFormat)
            {
                throw new ExposureException($"The case '{path}' has format {number}; this version reads up to {CaseFile.CurrentFormat}.", "CaseTooNew", "Update the Ed2402Posture module.");
            }

            return ExposureCase.FromFile(root.Deserialize(CaseJson.Default.CaseFile) ?? throw new JsonException("null"));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ExposureException($"There is no case at '{path}'.", "CaseNotFound", "Check the path; New-Ed2402Case opens a case.", exception);
        }
        catch (JsonException exception)
        {
            throw new ExposureException($"The case '{path}' is damaged: {exception.Message}", "CaseDamaged", "Take the file from a backup.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ExposureException($"The case '{path}' could not be read: {exception.Message}", "CaseNotReadable", "Check that you may read the file.", exception);
        }
    }

    private static async Task WriteAsync(ExposureCase exposureCase, string path, CancellationToken cancellationToken)
    {
        try
        {
            await OwnerOnly.WriteAsync(path, (stream, token) => JsonSerializer.SerializeAsync(stream, exposureCase.ToFile(), CaseJson.Default.CaseFile, token), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ExposureException($"The case could not be written to '{path}': {exception.Message}", "CaseNotWritable", "Check that the folder exists, that you may write there and that there is room.", exception);
        }
    }
}
