using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ed2402Posture.Core.Snapshots;

/// <summary>Newline-delimited JSON, one item a line, read and written as a stream.</summary>
internal static class NdJson
{
    private const int FlushAt = 65536;
    private static readonly byte[] NewLine = [(byte)'\n'];

    public static async Task WriteAsync<T>(Stream stream, IEnumerable<T> items, JsonTypeInfo<T> json, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(FlushAt * 2);
        var writer = new Utf8JsonWriter(buffer);
        await using (writer.ConfigureAwait(false))
        {
            foreach (T item in items)
            {
                JsonSerializer.Serialize(writer, item, json);
                writer.Reset();
                buffer.Write(NewLine);
                if (buffer.WrittenCount >= FlushAt)
                {
                    await stream.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
                    buffer.ResetWrittenCount();
                }
            }

            await stream.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <exception cref="JsonException">A line is not the JSON of an item; the message names the line.</exception>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(Stream stream, JsonTypeInfo<T> json, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        using var reader = new StreamReader(stream, leaveOpen: true);
        for (int line = 1; await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } text; line++)
        {
            if (text.Length == 0)
            {
                continue;
            }

            try
            {
                items.Add(JsonSerializer.Deserialize(text, json) ?? throw new JsonException("null is not an item"));
            }
            catch (JsonException exception)
            {
                throw new JsonException($"line {line}: {exception.Message}", exception);
            }
        }

        return items;
    }
}
