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

    private static readonly Dictionary<string, Func<IReadOnlyList<ReportBlock>, string>> PageWriters = new(StringComparer.OrdinalIgnoreCase) { [".html"] = HtmlReport.Write, [".md"] = MarkdownReport.Write };

    /// <summary>The endings that name a format.</summary>
    public static IReadOnlyList<string> Endings { get; } = [.. Writers.Keys];

    /// <summary>The endings that name a format for people.</summary>
    public static IReadOnlyList<string> PageEndings { get; } = [.. PageWriters.Keys];

    /// <summary>Writes a report; what is there is replaced.</summary>
    /// <exception cref="ExposureException">It cannot be written.</exception>
    public static async Task WriteAsync(StatusReport report, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        (Func<StatusReport, string> write, bool mark) = Writers[Path.GetExtension(path)];
        await WriteAsync([.. mark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(write(report))], path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a report of a scan; what is there is replaced.</summary>
    /// <exception cref="ExposureException">It cannot be written.</exception>
    public static Task WriteAsync(PostureReport report, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        return WriteAsync(Encoding.UTF8.GetBytes(PageWriters[Path.GetExtension(path)]([.. PostureBlocks.Of(report)])), path, cancellationToken);
    }

    private static async Task WriteAsync(byte[] text, string path, CancellationToken cancellationToken)
    {
        try
        {
            await OwnerOnly.WriteAsync(path, (stream, token) => stream.WriteAsync(text, token).AsTask(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ExposureException($"The report could not be written to '{path}': {exception.Message}", "ReportNotWritable", "Check that the folder exists, that you may write there and that there is room.", exception);
        }
    }
}
