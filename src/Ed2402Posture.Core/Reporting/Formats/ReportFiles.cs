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
        [".md"] = (MarkdownReport.Write, false), [".html"] = (HtmlReport.Write, false), [".csv"] = (CsvReport.Write, true), [".json"] = (JsonReport.Write, false),
    };

    /// <summary>The endings that name a format.</summary>
    public static IReadOnlyList<string> Endings { get; } = [.. Writers.Keys];

    /// <summary>Whether the name's ending names a format.</summary>
    public static bool Knows(string path) => Writers.ContainsKey(Path.GetExtension(path));

    /// <summary>Writes a report; what is there is replaced.</summary>
    /// <exception cref="ExposureException">It cannot be written.</exception>
    public static async Task WriteAsync(StatusReport report, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        (Func<StatusReport, string> write, bool mark) = Writers[Path.GetExtension(path)];
        byte[] text = [.. mark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(write(report))];
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
