using System.Management.Automation;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Exposure.Logs.Files;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Errors;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Commands;

/// <content>Logs: of the tenant, of a snapshot, and files.</content>
public abstract partial class TenantCmdlet
{
    /// <summary>Does what reads logs: of the tenant, kept in a cache on disk, or of the snapshot that the session shows.</summary>
    /// <param name="snapshot">What was read of the tenant.</param>
    /// <param name="cachePath">The cache's folder; null means the user's own.</param>
    /// <param name="work">Reads the logs.</param>
    /// <param name="cancellationToken">Ends it at once; what was read stays in the cache.</param>
    private protected async Task<T> WithLogsAsync<T>(Snapshot snapshot, string? cachePath, Func<ILogs, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!HasSession)
        {
            return await work(new NoLogs()).ConfigureAwait(false);
        }

        if (Session.Source is not { } source)
        {
            return await work(new SnapshotLogs(snapshot)).ConfigureAwait(false);
        }

        T result = default!;
        string folder = cachePath ?? LogCache.Default;
        await WriteVerboseAsync($"Logs are kept in '{folder}'.").ConfigureAwait(false);
        await WatchAsync(async observer => result = await work(new TenantLogs(new LogReader(source, folder, observer), snapshot)).ConfigureAwait(false), 0, cancellationToken).ConfigureAwait(false);
        return result;
    }

    // A disk that takes no cache costs memory, not the scan.
    private async Task<Snapshot> WithChangesAsync(ITenantSource source, Snapshot snapshot, ScanAids aids, CancellationToken cancellationToken)
    {
        try
        {
            Snapshot result = snapshot;
            await WatchAsync(async observer => result = await CaseChanges.AddAsync(new LogReader(source, LogCache.Default, observer), snapshot, aids.Scope, cancellationToken).ConfigureAwait(false), 0, cancellationToken).ConfigureAwait(false);
            return result;
        }
        catch (ExposureException exception) when (exception.ErrorId == "LogCacheNotUsable")
        {
            await WriteWarningAsync($"{exception.Message} The log of changes is read into memory instead.").ConfigureAwait(false);
            return await CollectAsync(source, snapshot, [Datasets.DirectoryAudits], 1, aids, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The log files that paths name: files, files by wildcard, and the log files in folders and below.</summary>
    /// <param name="paths">As given.</param>
    /// <param name="parameter">The parameter's name.</param>
    protected IReadOnlyList<string> ResolveLogFiles(IReadOnlyList<string> paths, string parameter)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return [.. paths.SelectMany(p => ResolveLogFiles(p, parameter)).Distinct(StringComparer.Ordinal)];
    }

    private string[] ResolveLogFiles(string path, string parameter)
    {
        string[] found = WildcardPattern.ContainsWildcardCharacters(path) && !Path.Exists(ResolvePath(path, parameter))
            ? [.. SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _)]
            : [ResolvePath(path, parameter)];
        string[] files = [.. found.SelectMany(f => Directory.Exists(f) ? Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories).Where(IsLog).Order(StringComparer.Ordinal) : File.Exists(f) ? [f] : Enumerable.Empty<string>())];
        if (files.Length == 0)
        {
            ThrowTerminatingError(ErrorRecords.FileNotFound(path, parameter));
        }

        return files;
    }

    /// <summary>Tells what was found in log files: each line that cannot be read, and files without entries, as warnings.</summary>
    private protected async Task WriteSummariesAsync(LogFiles files)
    {
        foreach (LogFileSummary summary in files.Summaries)
        {
            await WriteVerboseAsync(summary.Text).ConfigureAwait(false);
            foreach (string problem in summary.Problems)
            {
                await WriteWarningAsync($"Not read: {problem}.").ConfigureAwait(false);
            }

            if (summary.Unreadable > summary.Problems.Count)
            {
                await WriteWarningAsync($"Not read: {summary.Unreadable - summary.Problems.Count} more lines of '{summary.Path}'.").ConfigureAwait(false);
            }
            else if (summary is { Entries: 0, Repeated: 0 })
            {
                await WriteWarningAsync($"Nothing to use in {summary.Text}").ConfigureAwait(false);
            }
        }

        if (files.Summaries.All(s => s.Entries == 0 && s.Repeated == 0))
        {
            throw new ExposureException("None of the files holds sign-ins or changes in the directory that can be read.", "LogFilesEmpty", "Give logs as Microsoft Graph, diagnostic settings, Log Analytics or the Entra admin center write them; docs/exposure.md lists the forms.");
        }

        if (files.MayRepeat)
        {
            await WriteWarningAsync("The files hold more than ten million entries: what several of them hold may have been counted twice. Give fewer at once.").ConfigureAwait(false);
        }
    }

    private static bool IsLog(string file) => LogFiles.Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
}
