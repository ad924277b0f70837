using System.Globalization;
using System.Text.RegularExpressions;
using Ed2402Posture.Core.Privilege.Export;

namespace Ed2402Posture.Tests.Unit.Privilege.Export;

/// <summary>The formats of plain text, read back by a small grammar of each: every line is a statement, and every label says the name.</summary>
public sealed partial class TextFormatTests : ExportTest
{
    [Fact]
    public async Task Dot_is_read_back()
    {
        string[] lines = (await TextAsync(GraphFormat.Dot)).TrimEnd('\n').Split('\n');
        Assert.Equal(("digraph privilege {", "}"), (lines[0], lines[^1]));
        Assert.Matches(DotDefault(), lines[1]);
        Assert.Matches(DotDefault(), lines[2]);
        List<Match> statements = [.. lines[3..^1].Select(l => DotStatement().Match(l))];
        Assert.All(statements, s => Assert.True(s.Success));
        List<Match> nodes = [.. statements.Where(s => !s.Groups["to"].Success)], edges = [.. statements.Where(s => s.Groups["to"].Success)];
        Assert.Equal(Graph.Nodes.Select(n => OneLine(n.Name)), nodes.Select(n => Unquote(n.Groups["label"].Value)));
        AssertEdges(nodes.Select(n => n.Groups["from"].Value), edges.Select(e => (e.Groups["from"].Value, e.Groups["to"].Value, Unquote(e.Groups["label"].Value))));

        static string Unquote(string text) => Regex.Replace(text, @"\\(.)", "$1");
    }

    [Fact]
    public async Task Mermaid_is_read_back()
    {
        string[] lines = (await TextAsync(GraphFormat.Mermaid)).TrimEnd('\n').Split('\n');
        Assert.Equal("flowchart LR", lines[0]);
        Assert.All(lines[^3..], l => Assert.Matches(@"^  classDef tier[0-2] [\w:#,]+$", l));
        List<Match> nodes = [.. lines[1..^3].Select(l => MermaidNode().Match(l)).Where(m => m.Success)], edges = [.. lines[1..^3].Select(l => MermaidEdge().Match(l)).Where(m => m.Success)];
        Assert.Equal(lines.Length - 4, nodes.Count + edges.Count);
        Assert.Equal(Graph.Nodes.Select(n => OneLine(n.Name)), nodes.Select(n => Decode(n.Groups["label"].Value)));
        AssertEdges(nodes.Select(n => n.Groups["id"].Value), edges.Select(e => (e.Groups["from"].Value, e.Groups["to"].Value, Decode(e.Groups["label"].Value))));
        Assert.DoesNotContain("%%{", string.Join('\n', lines), StringComparison.Ordinal);

        static string Decode(string text) => Regex.Replace(text, @"#(\d+);", m => ((char)int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToString());
    }

    [Fact]
    public async Task What_is_eligible_or_has_not_started_looks_different()
    {
        Assert.Contains("-.->|\"eligible owner of\"|", await TextAsync(GraphFormat.Mermaid), StringComparison.Ordinal);
        string dot = await TextAsync(GraphFormat.Dot);
        Assert.Contains("[label=\"eligible owner of\", style=dashed", dot, StringComparison.Ordinal);
        Assert.Contains("style=dotted", dot, StringComparison.Ordinal);
    }

    private static void AssertEdges(IEnumerable<string> names, IEnumerable<(string From, string To, string Label)> edges)
    {
        Dictionary<string, string> ids = names.Zip(Graph.Nodes).ToDictionary(p => p.First, p => p.Second.Id);
        Assert.Equal(Graph.Edges.Select(e => (e.Source, e.Target, OneLine(e.Label))), edges.Select(e => (ids[e.From], ids[e.To], e.Label)));
    }

    private static string OneLine(string text) => new([.. text.Select(c => char.IsControl(c) || c is '\u2028' ? ' ' : c)]);

    private const string Quoted = @"""(\\.|[^""\\])*""";

    [GeneratedRegex($@"^  (graph|node) \[\w+=(\w+|{Quoted})(, \w+=(\w+|{Quoted}))*\];$")]
    private static partial Regex DotDefault();

    [GeneratedRegex($@"^  (?<from>n\d+)( -> (?<to>n\d+))? \[label=""(?<label>(\\.|[^""\\])*)""(, \w+=(\w+|{Quoted}))*\];$", RegexOptions.ExplicitCapture)]
    private static partial Regex DotStatement();

    [GeneratedRegex(@"^  (?<id>n\d+)(\[|\(\[|\[\[)""(?<label>([^""#<>`%{}\\;]|#\d+;)*)""(\]|\]\)|\]\]):::tier[0-2]$", RegexOptions.ExplicitCapture)]
    private static partial Regex MermaidNode();

    [GeneratedRegex(@"^  (?<from>n\d+) (-->|-\.->)\|""(?<label>([^""#<>`%{}\\;]|#\d+;)*)""\| (?<to>n\d+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex MermaidEdge();
}
