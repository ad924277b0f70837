using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ed2402Posture.Core.Snapshots;

/// <summary>Reads a text that stands in very many items, as a type or the owner's tenant does, and holds each once. A tenant may have more than a hundred
/// thousand service principals.</summary>
internal sealed class RepeatedText : JsonConverter<string>
{
    private const int MostBytes = 64;

    // One place a hash: a text that is not there takes it over. Threads may do so at once, which costs a copy at worst.
    private static readonly string?[] Texts = new string?[4096];

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence || reader.ValueSpan.Length > MostBytes)
        {
            return reader.GetString();
        }

        Span<char> buffer = stackalloc char[MostBytes];
        ReadOnlySpan<char> text = buffer[..reader.CopyString(buffer)];
        ref string? place = ref Texts[(uint)string.GetHashCode(text) % (uint)Texts.Length];
        string? held = place;
        return held is not null && text.SequenceEqual(held) ? held : place = text.ToString();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
