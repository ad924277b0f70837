using System.Text;

namespace Ed2402Posture.Core.Reporting.Formats;

/// <summary>A report as Markdown (with GitHub's tables).</summary>
internal static class MarkdownReport
{
    private const string Special = "\\`*_[]|#~";

    public static string Write(IReadOnlyList<ReportBlock> blocks)
    {
        var text = new StringBuilder();
        foreach (ReportBlock block in blocks)
        {
            switch (block)
            {
                case Heading heading:
                    text.Append('#', heading.Level).Append(' ').Append(Escape(heading.Text)).Append('\n');
                    break;
                case Paragraph paragraph:
                    text.Append(paragraph.IsImportant ? "> " : "").Append(Escape(paragraph.Text)).Append('\n');
                    break;
                case BulletList list:
                    foreach (string item in list.Items)
                    {
                        text.Append("- ").Append(Escape(item)).Append('\n');
                    }

                    break;
                case Table table:
                    Row(text, table.Headers);
                    Row(text, [.. table.Headers.Select(_ => "---")], escape: false);
                    foreach (IReadOnlyList<string> row in table.Rows)
                    {
                        Row(text, row);
                    }

                    break;
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Row(StringBuilder text, IReadOnlyList<string> cells, bool escape = true) => text.Append("| ").AppendJoin(" | ", escape ? cells.Select(Escape) : cells).Append(" |\n");

    // Names and notes come from the tenant and from lists: none of them may become markup.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                _ when char.IsControl(c) => escaped.Append(' '),
                _ when Special.Contains(c, StringComparison.Ordinal) => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
