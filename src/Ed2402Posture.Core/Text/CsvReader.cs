using System.Text;

namespace Ed2402Posture.Core.Text;

/// <summary>One record of a CSV file, or the reason why it is none.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Fields">Its fields; empty with an <paramref name="Error"/>.</param>
/// <param name="Error">Why the record is malformed, or null.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Fields, string? Error);

/// <summary>Reads CSV as RFC 4180 writes it: fields between commas, quoted when they hold a comma, a quote or a line break, a quote inside
/// doubled. Lines may end in CR LF or LF. It is strict: what the RFC does not allow is an error of that record, and reading goes on
/// with the next line. Empty lines are passed over.</summary>
public static class CsvReader
{
    /// <summary>The records, in order, the header among them.</summary>
    public static IEnumerable<CsvRow> Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        int line = 1;
        while (reader.Peek() >= 0)
        {
            int start = line;
            CsvRow row = ReadRecord(reader, start, ref line);
            if (row.Error is not null || row.Fields.Count > 1 || row.Fields[0].Length > 0)
            {
                yield return row;
            }
        }
    }

    private static CsvRow ReadRecord(TextReader reader, int start, ref int line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        while (true)
        {
            string? error = reader.Peek() == '"' ? ReadQuoted(reader, field, ref line) : ReadPlain(reader, field);
            if (error is not null)
            {
                SkipLine(reader, ref line);
                return new CsvRow(start, [], error);
            }

            fields.Add(field.ToString());
            field.Clear();
            if (reader.Read() != ',')
            {
                line++;
                return new CsvRow(start, fields, null);
            }
        }
    }

    // Both leave the reader before the comma, the LF or the end; a CR that ends the line is consumed.
    private static string? ReadPlain(TextReader reader, StringBuilder field)
    {
        while (reader.Peek() is >= 0 and not ',' and not '\n')
        {
            char c = (char)reader.Read();
            switch (c)
            {
                case '"':
                    return "a quote stands inside a field that is not quoted";
                case '\r' when reader.Peek() is '\n' or < 0:
                    return null;
                case '\r':
                    return "a carriage return stands alone";
                default:
                    field.Append(c);
                    break;
            }
        }

        return null;
    }

    private static string? ReadQuoted(TextReader reader, StringBuilder field, ref int line)
    {
        reader.Read();
        while (true)
        {
            int c = reader.Read();
            switch (c)
            {
                case < 0:
                    return "a quoted field is not closed before the end of the file";
                case '"' when reader.Peek() == '"':
                    reader.Read();
                    field.Append('"');
                    break;
                case '"':
                    if (reader.Peek() == '\r')
                    {
                        reader.Read();
                        return reader.Peek() is '\n' or < 0 ? null : "a carriage return stands alone";
                    }

                    return reader.Peek() is < 0 or ',' or '\n' ? null : "text follows the closing quote of a field";
                default:
                    line += c == '\n' ? 1 : 0;
                    field.Append((char)c);
                    break;
            }
        }
    }

    private static void SkipLine(TextReader reader, ref int line)
    {
        int c;
        do
        {
            c = reader.Read();
        }
        while (c is >= 0 and not '\n');
        line++;
    }
}
