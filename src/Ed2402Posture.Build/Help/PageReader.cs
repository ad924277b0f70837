using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Ed2402Posture.Build.Help;

/// <summary>Reads a page in PlatyPS's markdown shape (schema 2.0.0). What is missing or unknown is an error at its line.</summary>
internal sealed partial class PageReader
{
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().UsePreciseSourceLocation().Build();
    private static readonly string[] Known = ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    private readonly string file;
    private readonly MarkdownDocument document;
    private readonly Dictionary<string, Section> sections;

    private PageReader(string file, string text)
    {
        this.file = file;
        document = Markdig.Markdown.Parse(text, Markdown);
        Title = document.OfType<HeadingBlock>().FirstOrDefault(h => h.Level == 1) ?? throw Error(1, "the page has no '# Verb-Noun' heading");
        sections = Split(document.SkipWhile(b => b != Title).Skip(1), level: 2).ToDictionary(s => s.Title, StringComparer.OrdinalIgnoreCase);
    }

    private HeadingBlock Title { get; }

    /// <exception cref="PageException">The page is not in the shape.</exception>
    public static CommandPage Read(string file, string text) => new PageReader(file, text).Read();

    private CommandPage Read()
    {
        string name = PlainText.Of(Title);
        if (!CommandName().IsMatch(name) || name != Path.GetFileNameWithoutExtension(file))
        {
            throw Error(Title, $"the heading '{name}' is not the command that the file is named after");
        }

        if (document.FirstOrDefault() is not YamlFrontMatterBlock)
        {
            throw Error(1, "the page does not begin with its '---' metadata");
        }

        if (sections.Values.FirstOrDefault(s => !Known.Contains(s.Title)) is { } unknown)
        {
            throw Error(unknown.Heading, $"unknown section '{unknown.Title}'");
        }

        PageParameter[] parameters = [.. Split(Required("PARAMETERS").Blocks, level: 3).Where(s => s.Title != "CommonParameters").Select(Parameter)];
        var page = new CommandPage
        {
            Name = name,
            Synopsis = Text(Required("SYNOPSIS")),
            Description = Text(Required("DESCRIPTION")),
            Examples = [.. Split(Required("EXAMPLES").Blocks, level: 3).Select(Example)],
            Syntax = Syntax(parameters),
            Parameters = parameters,
            Inputs = [.. Split(Required("INPUTS").Blocks, level: 3).Select(Type)],
            Outputs = [.. Split(Required("OUTPUTS").Blocks, level: 3).Select(Type)],
            Notes = sections.TryGetValue("NOTES", out Section? notes) ? PlainText.Of(notes.Blocks) : [],
            Links = [.. Links(Required("RELATED LINKS"))],
        };
        if (page.Examples.Count == 0)
        {
            throw Error(sections["EXAMPLES"].Heading, "there is no '### Example …'");
        }

        return page;
    }

    private PageExample Example(Section section)
    {
        FencedCodeBlock code = section.Blocks.OfType<FencedCodeBlock>().FirstOrDefault() ?? throw Error(section.Heading, $"'{section.Title}' has no code");
        return new PageExample(section.Title, PlainText.Code(code), PlainText.Of(section.Blocks.Where(b => b != code)));
    }

    private PageParameter Parameter(Section section)
    {
        if (section.Title is not ['-', _, ..])
        {
            throw Error(section.Heading, $"'{section.Title}' is not a parameter: its heading is '### -Name'");
        }

        FencedCodeBlock[] metadata = [.. section.Blocks.OfType<FencedCodeBlock>().Where(b => b.Info == "yaml")];
        string[] description = [.. PlainText.Of(section.Blocks.Where(b => !metadata.Contains(b)))];
        return metadata.Length == 0 ? throw Error(section.Heading, $"{section.Title} has no yaml block")
            : description.Length == 0 ? throw Error(section.Heading, $"{section.Title} has no description")
            : new PageParameter(section.Title[1..], description, ParameterBlock.Read(file, metadata[0]));
    }

    private PageType Type(Section section) => new(section.Title, PlainText.Of(section.Blocks));

    /// <summary>The lines of syntax as Get-Help shows them. Every parameter stands in one at least, and none without its description.</summary>
    private List<IReadOnlyList<SyntaxParameter>> Syntax(PageParameter[] parameters)
    {
        var lines = new List<IReadOnlyList<SyntaxParameter>>();
        HashSet<string> missing = [.. parameters.Select(p => p.Name)];
        foreach (FencedCodeBlock block in Required("SYNTAX").Blocks.OfType<FencedCodeBlock>())
        {
            IReadOnlyList<SyntaxParameter> line = SyntaxLine.Read(PlainText.Code(block));
            if (line.FirstOrDefault(shown => !Array.Exists(parameters, p => p.Name == shown.Name)) is { } unknown)
            {
                throw Error(block, $"the syntax names -{unknown.Name}, which has no '### -{unknown.Name}'");
            }

            missing.ExceptWith(line.Select(p => p.Name));
            lines.Add(line);
        }

        return lines.Count == 0 ? throw Error(sections["SYNTAX"].Heading, "there is no syntax")
            : missing.Count > 0 ? throw Error(sections["SYNTAX"].Heading, $"no syntax names {string.Join(", ", missing.Select(name => "-" + name))}")
            : lines;
    }

    private IEnumerable<PageLink> Links(Section section) =>
        from link in document.Descendants<LinkInline>()
        where section.Blocks.Exists(block => block.Span.Start <= link.Span.Start && link.Span.End <= block.Span.End)
        select new PageLink(string.Concat(link.OfType<LiteralInline>()), link.Url ?? throw Error(link.Line + 1, "a related link has no address"));

    private IReadOnlyList<string> Text(Section section) =>
        PlainText.Of(section.Blocks) is { Count: > 0 } text ? text : throw Error(section.Heading, $"'{section.Title}' is empty");

    private Section Required(string title) => sections.TryGetValue(title, out Section? section) ? section : throw Error(Title, $"there is no '## {title}'");

    private IEnumerable<Section> Split(IEnumerable<Block> blocks, int level)
    {
        Section? current = null;
        foreach (Block block in blocks)
        {
            if (block is HeadingBlock heading && heading.Level == level)
            {
                if (current is not null)
                {
                    yield return current;
                }

                current = new Section(PlainText.Of(heading), heading, []);
            }
            else if (current is not null)
            {
                current.Blocks.Add(block);
            }
            else if (level == 2)
            {
                throw Error(block, "text before the first section");
            }
        }

        if (current is not null)
        {
            yield return current;
        }
    }

    private PageException Error(Block at, string message) => Error(at.Line + 1, message);

    private PageException Error(int line, string message) => new(file, line, message);

    [GeneratedRegex("^[A-Z][A-Za-z]+-[A-Z][A-Za-z0-9]+$")]
    private static partial Regex CommandName();

    private sealed record Section(string Title, HeadingBlock Heading, List<Block> Blocks);
}
