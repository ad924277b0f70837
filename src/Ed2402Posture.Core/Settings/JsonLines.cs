using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ed2402Posture.Core.Settings;

/// <summary>Finds the line of every key and element of a JSON text, so that an error can name it. Paths are as in the errors of
/// <see cref="JsonSerializer"/> without the leading <c>$.</c>: <c>waivers[0].expires</c>.</summary>
internal sealed class JsonLines
{
    private readonly Dictionary<string, long> lines = new(StringComparer.Ordinal);
    private readonly List<(string Path, string Problem)> problems = [];

    private JsonLines()
    {
    }

    /// <summary>Keys that appear twice and values that are null, with what is wrong of them.</summary>
    public IReadOnlyList<(string Path, string Problem)> Problems => problems;

    /// <summary>The line of a path, counted from 1; of its nearest parent when the path itself is not there.</summary>
    public long? Line(string path)
    {
        for (string at = path; at.Length > 0; at = at[..Math.Max(0, at.LastIndexOfAny(['.', '[']))])
        {
            if (lines.TryGetValue(at, out long line))
            {
                return line;
            }
        }

        return lines.Count == 0 ? null : 1;
    }

    /// <summary>Walks the text.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonLines Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var result = new JsonLines();
        var parents = new Stack<(string Path, int Index)>();
        string path = "";
        long line = 1, counted = 0;
        while (reader.Read())
        {
            line += json[(int)counted..(int)reader.TokenStartIndex].Count((byte)'\n');
            counted = reader.TokenStartIndex;
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                parents.Pop();
                continue;
            }

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                string parent = parents.Peek().Path, name = reader.GetString()!;
                path = parent.Length == 0 ? name : $"{parent}.{name}";
                result.Add(path, line);
                continue;
            }

            if (parents.TryPeek(out (string Path, int Index) array) && array.Index >= 0)
            {
                parents.Pop();
                parents.Push((array.Path, array.Index + 1));
                path = string.Create(CultureInfo.InvariantCulture, $"{array.Path}[{array.Index}]");
                result.Add(path, line);
            }

            if (reader.TokenType == JsonTokenType.Null)
            {
                result.problems.Add((path, "is null; leave the key out instead"));
            }
            else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                parents.Push((path, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
            }
        }

        return result;
    }

    private void Add(string path, long line)
    {
        if (!lines.TryAdd(path, line))
        {
            problems.Add((path, "appears twice"));
        }
    }
}
