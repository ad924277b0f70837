using System.Globalization;
using System.Text;

namespace Ed2402Posture.Core.Privilege.Export;

/// <summary>What the formats of plain text share: short names for the nodes, and lines written through as they come.</summary>
internal sealed class TextGraph
{
    private readonly Dictionary<string, string> names;

    public TextGraph(PrivilegeGraph graph) =>
        names = graph.Nodes.Select((node, number) => (node.Id, Name: string.Create(CultureInfo.InvariantCulture, $"n{number}"))).ToDictionary(p => p.Id, p => p.Name, StringComparer.Ordinal);

    /// <summary>The short name of a node.</summary>
    public string this[string id] => names[id];

    /// <summary>Writes lines as UTF-8 without a mark, each ended by a line feed.</summary>
    public static async Task WriteAsync(Stream stream, IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        await using (writer.ConfigureAwait(false))
        {
            foreach (string line in lines)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await writer.WriteLineAsync(line.AsMemory(), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A text in one line: what controls the output becomes a space.</summary>
    public static string OneLine(string text) => string.Create(text.Length, text, static (line, source) =>
    {
        for (int i = 0; i < line.Length; i++)
        {
            line[i] = char.IsControl(source[i]) || source[i] is '\u2028' or '\u2029' ? ' ' : source[i];
        }
    });
}
