using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ed2402Posture.Core.Privilege.Export;

/// <summary>What the two JSON formats share: indented, readable text, written through as it grows.</summary>
internal static class GraphJson
{
    private const int Flush = 32 * 1024;

    public static Utf8JsonWriter Open(Stream stream) => new(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes an array of objects, letting go of what is written now and then.</summary>
    public static async Task ArrayAsync<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write, CancellationToken cancellationToken)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
            if (json.BytesPending > Flush)
            {
                await json.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        json.WriteEndArray();
    }

    /// <summary>A text, where there is one.</summary>
    public static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    /// <summary>A truth, where it is known.</summary>
    public static void Truth(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known)
        {
            json.WriteBoolean(name, known);
        }
    }

    /// <summary>A time in UTC, as ISO 8601 writes it.</summary>
    public static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
