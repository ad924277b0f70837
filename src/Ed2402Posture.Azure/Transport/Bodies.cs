using System.Buffers;
using System.Text.Json;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Reads bodies.</summary>
internal static class Bodies
{
    private const int FirstBuffer = 32 * 1024;

    /// <summary>Larger buffers are not kept for the next answer: few answers have so large an item, and a pool would hold them for good.</summary>
    private const int LargestKept = 256 * 1024;

    /// <summary>A page, parsed as it arrives.</summary>
    /// <exception cref="JsonException">It is no page, or breaks off.</exception>
    public static async ValueTask<Page<T>> ReadPageAsync<T>(Stream body, ItemReader<T> item, CancellationToken cancellationToken)
    {
        var parser = new PageParser<T>(item);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        int held = 0;
        try
        {
            while (true)
            {
                if (held == buffer.Length)
                {
                    buffer = Grow(buffer, held);
                }

                int count = await body.ReadAsync(buffer.AsMemory(held), cancellationToken).ConfigureAwait(false);
                held += count;
                int done = parser.Parse(buffer.AsSpan(0, held), count == 0);
                held -= done;
                buffer.AsSpan(done, held).CopyTo(buffer);
                if (count == 0)
                {
                    return parser.Page;
                }
            }
        }
        finally
        {
            Return(buffer);
        }
    }

    /// <summary>A page that is there as a whole.</summary>
    /// <exception cref="JsonException">It is no page.</exception>
    public static Page<T> ReadPage<T>(ReadOnlySpan<byte> body, ItemReader<T> item)
    {
        var parser = new PageParser<T>(item);
        parser.Parse(body, isFinal: true);
        return parser.Page;
    }

    /// <summary>One object that is there as a whole.</summary>
    /// <exception cref="JsonException">It is none, or an error in spite of its status.</exception>
    public static T ReadOne<T>(ReadOnlySpan<byte> body, ItemReader<T> item)
    {
        T read = item(body);
        var reader = new Utf8JsonReader(body);
        for (reader.Read(); reader.Read() && reader.TokenType == JsonTokenType.PropertyName; reader.Skip())
        {
            bool isError = reader.ValueTextEquals("error"u8);
            reader.Read();
            if (isError && reader.TokenType == JsonTokenType.StartObject)
            {
                throw new JsonException("the answer is an error");
            }
        }

        return read;
    }

    /// <summary>A body as a whole, for the small ones.</summary>
    public static async ValueTask<byte[]> ReadAllAsync(Stream body, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await body.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        return buffer.ToArray();
    }

    private static byte[] Grow(byte[] buffer, int held)
    {
        byte[] larger = buffer.Length >= LargestKept ? GC.AllocateUninitializedArray<byte>(buffer.Length * 2) : ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, held).CopyTo(larger);
        Return(buffer);
        return larger;
    }

    private static void Return(byte[] buffer)
    {
        if (buffer.Length <= LargestKept)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
