namespace Ed2402Posture.Core.Exposure.Logs;

/// <summary>Reads a stream line by line as bytes: sign-in logs are large, and their lines go to a reader of UTF-8.</summary>
internal sealed class LineReader
{
    private readonly Stream stream;
    private byte[] buffer = new byte[1 << 17];
    private int start;
    private int end;
    private bool ended;

    /// <summary>Makes a reader.</summary>
    /// <param name="stream">The text.</param>
    /// <param name="head">What was read of it already.</param>
    public LineReader(Stream stream, ReadOnlySpan<byte> head = default)
    {
        this.stream = stream;
        if (head.Length > buffer.Length)
        {
            buffer = new byte[head.Length];
        }

        head.CopyTo(buffer);
        end = head.Length;
    }

    /// <summary>The next line without its line break, valid until the next call; null after the last.</summary>
    public ReadOnlyMemory<byte>? Next()
    {
        int searched = 0;
        while (true)
        {
            int at = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                return Take(searched + at, 1);
            }

            searched = end - start;
            if (ended)
            {
                // Not a bare null: that would convert to an empty memory.
                return searched == 0 ? default(ReadOnlyMemory<byte>?) : Take(searched, 0);
            }

            Fill();
        }
    }

    private ReadOnlyMemory<byte> Take(int length, int lineBreak)
    {
        ReadOnlyMemory<byte> line = buffer.AsMemory(start, length);
        start += length + lineBreak;
        return line;
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        int read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        ended = read == 0;
    }
}
