using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ed2402Posture.Core.Snapshots;

/// <summary>Reads a short list of texts that stands in very many items, as the methods of a user do, and holds each list and text once.</summary>
internal sealed class RepeatedTexts : JsonConverter<IReadOnlyList<string>>
{
    private static readonly RepeatedText Text = new();

    // One place a hash, as with RepeatedText.
    private static readonly string[]?[] Lists = new string[1024][];

    public override IReadOnlyList<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("a list of texts is no list");
        }

        var texts = new List<string>();
        var hash = new HashCode();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(Text.Read(ref reader, typeof(string), options)!);
            hash.Add(texts[^1]);
        }

        ref string[]? place = ref Lists[(uint)hash.ToHashCode() % (uint)Lists.Length];
        string[]? held = place;
        return held is not null && held.SequenceEqual(texts) ? held : place = [.. texts];
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (string text in value)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
