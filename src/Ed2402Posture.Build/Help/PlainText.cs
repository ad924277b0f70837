using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Ed2402Posture.Build.Help;

/// <summary>Markdown as the plain paragraphs that Get-Help shows: emphasis and code marks go, lists keep their marks, tables their rows.</summary>
internal static class PlainText
{
    public static IReadOnlyList<string> Of(IEnumerable<Block> blocks) => [.. blocks.SelectMany(Paragraphs)];

    public static string Of(LeafBlock block) => block.Inline is null ? "" : Text(block.Inline).Trim();

    public static string Code(LeafBlock block) => block.Lines.ToString().TrimEnd();

    private static IEnumerable<string> Paragraphs(Block block) => block switch
    {
        HtmlBlock or ThematicBreakBlock => [],
        CodeBlock code => [Code(code)],
        Table table => [string.Join("\n", table.OfType<TableRow>().Select(row => string.Join(" | ", row.OfType<TableCell>().Select(cell => string.Join(" ", Of(cell))))))],
        ListBlock list => [string.Join("\n", Items(list))],
        ContainerBlock container => Of(container),
        LeafBlock leaf => [Of(leaf)],
        _ => [],
    };

    private static IEnumerable<string> Items(ListBlock list)
    {
        int number = int.TryParse(list.OrderedStart, out int start) ? start : 1;
        foreach (ListItemBlock item in list.OfType<ListItemBlock>())
        {
            string mark = list.IsOrdered ? $"{number++}. " : "- ";
            yield return mark + string.Join("\n", Of(item)).Replace("\n", "\n" + new string(' ', mark.Length), StringComparison.Ordinal);
        }
    }

    private static string Text(ContainerInline container)
    {
        var text = new StringBuilder();
        foreach (Inline inline in container)
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                LineBreakInline { IsHard: true } => "\n",
                LineBreakInline => " ",
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                AutolinkInline link => link.Url,
                LinkInline link => link.Url is { } url && url.StartsWith("http", StringComparison.Ordinal) && Text(link) != url ? $"{Text(link)} ({url})" : Text(link),
                ContainerInline inner => Text(inner),
                _ => "",
            });
        }

        return text.ToString();
    }
}
