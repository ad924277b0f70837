using System.Globalization;
using System.Text.Json;

namespace Ed2402Posture.Core.Snapshots.Comparison;

/// <summary>Two JSON objects property by property. Lists of plain values are sets: their order means nothing; lists of objects go by the objects' ids.</summary>
internal static class JsonLeaves
{
    private const int LongestValue = 400;
    private static readonly string[] Keys = ["id", "keyId", "name"];
    /// <summary>Properties that say when something changed, not what.</summary>
    private static readonly HashSet<string> Stamps = new(StringComparer.OrdinalIgnoreCase) { "modifiedDateTime", "lastModifiedDateTime" };

    /// <summary>The paths at which they differ, with both values; null where there is none.</summary>
    public static IEnumerable<(string Path, string? Before, string? After)> Differences(JsonElement before, JsonElement after)
    {
        SortedDictionary<string, string> old = Leaves(before), current = Leaves(after);
        foreach (string path in old.Keys.Union(current.Keys).Order(StringComparer.Ordinal))
        {
            string? was = old.GetValueOrDefault(path), isNow = current.GetValueOrDefault(path);
            if (was != isNow)
            {
                yield return (path, Short(was), Short(isNow));
            }
        }
    }

    private static SortedDictionary<string, string> Leaves(JsonElement element)
    {
        var leaves = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(element, "", leaves);
        return leaves;
    }

    private static void Add(JsonElement element, string path, SortedDictionary<string, string> leaves)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject().Where(p => !Stamps.Contains(p.Name)))
                {
                    Add(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", leaves);
                }

                break;
            case JsonValueKind.Array when element.EnumerateArray().Any(e => e.ValueKind == JsonValueKind.Object):
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Add(item, $"{path}[{Key(item) ?? index.ToString(CultureInfo.InvariantCulture)}]", leaves);
                    index++;
                }

                break;
            case JsonValueKind.Array:
                leaves[path] = string.Join("; ", element.EnumerateArray().Select(Text).Order(StringComparer.Ordinal));
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            default:
                leaves[path] = Text(element);
                break;
        }
    }

    private static string? Key(JsonElement item) => item.ValueKind != JsonValueKind.Object ? null
        : Keys.Select(k => item.TryGetProperty(k, out JsonElement key) && key.ValueKind == JsonValueKind.String ? key.GetString() : null).FirstOrDefault(k => k is not null);

    private static string Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();

    private static string? Short(string? text) => text?.Length > LongestValue ? text[..LongestValue] + "…" : text;
}
