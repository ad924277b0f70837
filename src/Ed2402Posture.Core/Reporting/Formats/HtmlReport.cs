using System.Net;
using System.Text;

namespace Ed2402Posture.Core.Reporting.Formats;

/// <summary>A report as one HTML page: no script, nothing loaded from elsewhere, fit to be printed.</summary>
internal static class HtmlReport
{
    private const string Style = """
        body { font: 15px/1.5 system-ui, "Segoe UI", sans-serif; color: #1b1b1b; background: #fff; max-width: 1200px; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; border-bottom: 1px solid #bbb; }
        p.notice { border-left: 4px solid #8a5a00; background: #fff7e6; padding: .4rem .8rem; margin: .4rem 0; }
        div.wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; margin: .6rem 0; font-size: .88rem; }
        th, td { border: 1px solid #ccc; padding: .25rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
        th { background: #f0f0f0; }
        tr.last td { font-weight: 600; }
        @media print { body { margin: 0; max-width: none; font-size: 10px; } div.wide { overflow: visible; } tr { break-inside: avoid; } thead { display: table-header-group; } h2 { break-after: avoid; } p.notice { background: none; } }
        """;

    public static string Write(IReadOnlyList<ReportBlock> blocks)
    {
        var text = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>").Append(Encode(((Heading)blocks[0]).Text)).Append("</title>\n<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n");
        foreach (ReportBlock block in blocks)
        {
            switch (block)
            {
                case Heading heading:
                    text.Append("<h").Append(heading.Level).Append(heading.Anchor is null ? "" : $" id=\"{Encode(heading.Anchor)}\"").Append('>').Append(Encode(heading.Text)).Append("</h").Append(heading.Level).Append(">\n");
                    break;
                case Paragraph paragraph:
                    text.Append(paragraph.IsImportant ? "<p class=\"notice\">" : "<p>").Append(Encode(paragraph.Text)).Append("</p>\n");
                    break;
                case BulletList list:
                    text.Append("<ul>\n").AppendJoin("", list.Items.Select(i => $"<li>{Encode(i)}</li>\n")).Append("</ul>\n");
                    break;
                case Table table:
                    Write(text, table);
                    break;
            }
        }

        return text.Append("</body>\n</html>\n").ToString();
    }

    private static void Write(StringBuilder text, Table table)
    {
        text.Append("<div class=\"wide\"><table>\n");
        bool headed = table.Headers.Any(h => h.Length > 0);
        if (headed)
        {
            text.Append("<thead><tr>").AppendJoin("", table.Headers.Select(h => $"<th scope=\"col\">{Encode(h)}</th>")).Append("</tr></thead>\n");
        }

        text.Append("<tbody>\n");
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            text.Append(row[0] == "All" ? "<tr class=\"last\">" : "<tr>")
                .AppendJoin("", row.Select((cell, i) => i == 0 && !headed ? $"<th scope=\"row\">{Encode(cell)}</th>" : $"<td>{(i == 0 && table.LeadsOn ? $"<a href=\"#{Encode(cell)}\">{Encode(cell)}</a>" : Encode(cell))}</td>")).Append("</tr>\n");
        }

        text.Append("</tbody>\n</table></div>\n");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
