using System.Globalization;
using System.Text.Json;

namespace Ed2402Posture.Azure.Transport;

/// <summary>One part of a batch's answer as it stands there.</summary>
internal sealed record BatchPart(string Id, int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Reads a part; the body's text is kept as it is.</summary>
    /// <exception cref="JsonException">It is no part.</exception>
    public static BatchPart Read(ReadOnlySpan<byte> utf8Json)
    {
        string? id = null;
        int status = 0;
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        byte[] body = [];
        var reader = new Utf8JsonReader(utf8Json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string? name = reader.GetString();
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            switch (name)
            {
                case "id":
                    id = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                    break;
                case "status":
                    status = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number) ? number : 0;
                    break;
                case "headers" when reader.TokenType == JsonTokenType.StartObject:
                    ReadHeaders(ref reader, headers);
                    break;
                case "body":
                    reader.Skip();
                    body = utf8Json[start..(int)reader.BytesConsumed].ToArray();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return id is null || status == 0 ? throw new JsonException("a part of a batch without id or status") : new BatchPart(id, status, headers, body);
    }

    /// <summary>The answer to the request at that address.</summary>
    public PartAnswer ToAnswer(Uri address, DateTimeOffset now)
    {
        string? Header(string name) => Headers.GetValueOrDefault(name);
        ServiceError? error = Status is >= 200 and < 300 ? null : ServiceError.From(Status, Body, Header, now);
        return new PartAnswer(address, Body, error, long.TryParse(Header("x-ms-resource-unit"), NumberStyles.None, CultureInfo.InvariantCulture, out long units) ? units : 0) { Near = Lane.IsNear(Header) ? Header : null };
    }

    private static void ReadHeaders(ref Utf8JsonReader reader, Dictionary<string, string> headers)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                headers[name] = reader.GetString()!;
            }
            else
            {
                reader.Skip();
            }
        }
    }
}

/// <summary>The answer to one of many requests that were sent in batches.</summary>
/// <param name="Address">What was asked.</param>
/// <param name="Body">The answer when it was a success.</param>
/// <param name="Error">The refusal otherwise.</param>
/// <param name="ResourceUnits">What it took from the quota, where the service tells.</param>
internal sealed record PartAnswer(Uri Address, ReadOnlyMemory<byte> Body, ServiceError? Error, long ResourceUnits)
{
    /// <summary>The answer when it was a success; nothing once it is let go of.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; } = Body;

    /// <summary>Its headers when they say that a limit is near.</summary>
    public Func<string, string?>? Near { get; init; }

    /// <summary>Lets go of the body: what follows a first page may be long, and that page large.</summary>
    public void LetGo() => Body = default;

    /// <summary>The body, read.</summary>
    /// <exception cref="ReadException">The part was refused, or is damaged.</exception>
    public T Read<T>(ItemReader<T> read)
    {
        if (Error is not null)
        {
            throw new ReadException(Error);
        }

        try
        {
            return read(Body.Span);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            throw new ReadException("a part of a batch is damaged", null, exception);
        }
    }
}
