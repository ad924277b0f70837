using System.Text.Json;
using Ed2402Posture.Core.Files;

namespace Ed2402Posture.Core.Exposure.Cases;

/// <summary>Keeps cases in files: JSON, readable by their owner alone, written whole or not at all.</summary>
public static class CaseStore
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

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
        using FileLock held = await LockAsync(path, cancellationToken).ConfigureAwait(false);
        if (!overwrite && Path.Exists(path))
        {
            throw new ExposureException($"'{path}' exists.", "CaseExists", "Choose another path, or add -Force to replace it.");
        }

        await WriteAsync(exposureCase, path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes a case: loads it, lets <paramref name="change"/> add to it, and writes it, while no other session can. Whoever comes at
    /// the same time waits, and adds to what this one wrote.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="change">Gives the case that follows from the one that lies there.</param>
    /// <param name="cancellationToken">Ends it; the file is then as it was.</param>
    /// <returns>The case as it was written.</returns>
    /// <exception cref="ExposureException">The case cannot be loaded or written, or another session holds it for long.</exception>
    public static async Task<ExposureCase> ChangeAsync(string path, Func<ExposureCase, ExposureCase> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (!Path.Exists(path))
        {
            _ = Load(path);
        }

        using FileLock held = await LockAsync(path, cancellationToken).ConfigureAwait(false);
        ExposureCase stored = Load(path);
        ExposureCase changed = change(stored);
        if (changed.History.Count > stored.History.Count)
        {
            await WriteAsync(changed, path, cancellationToken).ConfigureAwait(false);
        }

        return changed;
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

    private static async Task<FileLock> LockAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await FileLock.TakeAsync(path, Patience, cancellationToken).ConfigureAwait(false)
                ?? throw new ExposureException($"Another session is writing the case '{path}'.", "CaseBusy", "Run the command again when the other one has ended.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, exception);
        }
    }

    private static ExposureException NotWritable(string path, Exception exception) =>
        new($"The case could not be written to '{path}': {exception.Message}", "CaseNotWritable", "Check that the folder exists, that you may write there and that there is room.", exception);

    private static async Task WriteAsync(ExposureCase exposureCase, string path, CancellationToken cancellationToken)
    {
        try
        {
            await OwnerOnly.WriteAsync(path, (stream, token) => JsonSerializer.SerializeAsync(stream, exposureCase.ToFile(), CaseJson.Default.CaseFile, token), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, exception);
        }
    }
}
