using System.Globalization;

namespace Ed2402Posture.Core.Reporting.Formats;

/// <summary>Cells of CSV (RFC 4180), the same under every culture. A spreadsheet takes none of their texts for a formula.</summary>
internal static class CsvCells
{
    /// <summary>A value as a cell: times in UTC as ISO 8601 writes them, null as nothing.</summary>
    public static string Of(object? value) => value switch
    {
        null => "",
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        string text => Quote(Guard(text)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    // OWASP 'CSV injection': a cell that begins so is read as a formula. Blanks before the sign do not hinder a spreadsheet.
    private static string Guard(string text) => text.TrimStart(' ') is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..] ? "'" + text : text;

    private static string Quote(string text) => text.AsSpan().IndexOfAny(",\"\r\n") >= 0 || text.StartsWith(' ') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
