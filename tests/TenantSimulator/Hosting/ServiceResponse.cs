using System.Text;
using System.Text.Json;

namespace Ed2402Posture.TenantSimulator.Hosting;

/// <summary>An answer: to the wire, or into a batch.</summary>
internal sealed class ServiceResponse
{
    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required int Status { get; init; }
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);
    public ReadOnlyMemory<byte> Body { get; init; }
    /// <summary>A fault: the connection breaks after that many bytes of the body.</summary>
    public int? AbortAfterBytes { get; init; }
    /// <summary>A fault: nothing more comes after that many bytes of the body.</summary>
    public int? StallAfterBytes { get; init; }
    /// <summary>A fault: the body comes in small pieces.</summary>
    public bool Trickle { get; init; }
    public string Text => Encoding.UTF8.GetString(Body.Span);

    public static ServiceResponse Json(int status, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            write(writer);
        }

        return new ServiceResponse { Status = status, Headers = { ["Content-Type"] = "application/json; charset=utf-8" }, Body = stream.ToArray() };
    }

    public ServiceResponse With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }
}
