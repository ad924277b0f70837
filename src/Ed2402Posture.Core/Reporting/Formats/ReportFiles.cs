using System.Text;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Files;

namespace Ed2402Posture.Core.Reporting.Formats;

/// <summary>Writes reports to files that only their owner may read, whole or not at all. The name's ending says the format.</summary>
public static class ReportFiles
{
    // Excel reads UTF-8 only behind a byte order mark.
    private static readonly Dictionary<string, (Func<StatusReport, string> Write, bool Mark)> Writers = new(StringComparer.OrdinalIgnoreCase)
    {
        [".md"] = (r => MarkdownReport.Write([.. ReportBlocks.Of(r)]), false), [".html"] = (r => HtmlReport.Write([.. ReportBlocks.Of(r)]), false), [".csv"] = (CsvReport.Write, true), [".json"] = (JsonReport.Write, false),
    };

    private static readonly Dictionary<string, (Func<PostureReport, string> Write, bool Mark)> ScanWriters = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = (r => HtmlReport.Write([.. PostureBlocks.Of(r)]), false), [".md"] = (r => MarkdownReport.Write([.. PostureBlocks.Of(r)]), false), [".csv"] = (CsvFindings.Write, true),
    };

    /// <summary>The endings that name a format.</summary>
    public static IReadOnlyList<string> Endings { get; } = [.. Writers.Keys];

    /// <summary>The endings that name a format of a scan's report.</summary>
    public static IReadOnlyList<string> ScanEndings { get; } = [.. ScanWriters.Keys];

    /// <summary>Tries whether a report can be written to a path, so that this is known before the tenant is read.</summary>
    /// <exception cref="ExposureException">It cannot.</exception>
    public static void EnsureWritable(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            OwnerOnly.Probe(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, exception);
        }
    }

    /// <summary>Writes a report; what is there is replaced.</summary>
    /// <exception cref="ExposureException">It cannot be written.</exception>
    public static async Task WriteAsync(StatusReport report, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        (Func<StatusReport, string> write, bool mark) = Writers[Path.GetExtension(path)];
        await WriteAsync(write(report), mark, path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a report of a scan; what is there is replaced.</summary>
    /// <exception cref="ExposureException">It cannot be written.</exception>
    public static Task WriteAsync(PostureReport report, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        (Func<PostureReport, string> write, bool mark) = ScanWriters[Path.GetExtension(path)];
        return WriteAsync(write(report), mark, path, cancellationToken);
    }

    private static async Task WriteAsync(string content, bool mark, string path, CancellationToken cancellationToken)
    {
        byte[] text = [.. mark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(content)];
        try
        {
            await OwnerOnly.WriteAsync(path, (stream, token) => stream.WriteAsync(text, token).AsTask(), cancellationToken).ConfigureAwait(false);
        }
        // A file that the file system does not let grow so large is, to .NET, an argument out of range.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            throw NotWritable(path, exception);
        }
    }

    private static ExposureException NotWritable(string path, Exception exception) =>
        new($"The report could not be written to '{path}': {exception.Message}", "ReportNotWritable", "Check that the folder exists, that you may write there and that there is room.", exception);
}
