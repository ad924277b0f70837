using System.IO.Compression;
using System.Text;

namespace Ed2402Posture.Core.Exposure.Logs.Files;

/// <summary>Opens a log file as UTF-8, whatever it is: compressed by gzip, or UTF-16 as Windows PowerShell writes it.</summary>
internal static class LogText
{
    private const int Buffer = 1 << 16;

    /// <summary>The text as a stream of UTF-8 without byte order mark.</summary>
    /// <exception cref="ExposureException">The file cannot be read.</exception>
    public static Stream Open(string path)
    {
        try
        {
            Stream bytes = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, Buffer, FileOptions.SequentialScan);
            (byte[] head, Stream whole) = Peek(bytes);
            if (head is [0x1F, 0x8B, ..])
            {
                (head, whole) = Peek(new GZipStream(whole, CompressionMode.Decompress));
            }

            return head switch
            {
                [0xFF, 0xFE, ..] => Encoding.CreateTranscodingStream(Skip(whole, 2), Encoding.Unicode, Encoding.UTF8),
                [0xFE, 0xFF, ..] => Encoding.CreateTranscodingStream(Skip(whole, 2), Encoding.BigEndianUnicode, Encoding.UTF8),
                [0xEF, 0xBB, 0xBF, ..] => Skip(whole, 3),
                _ => whole,
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ExposureException($"The log '{path}' could not be read: {exception.Message}", "LogFileNotReadable", "Check the path, and that you may read the file.", exception);
        }
    }

    private static (byte[] Head, Stream Whole) Peek(Stream stream)
    {
        byte[] head = new byte[3];
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        return (head, new Rejoined(head, stream));
    }

    private static Stream Skip(Stream stream, int bytes)
    {
        stream.ReadExactly(new byte[bytes]);
        return stream;
    }

    /// <summary>A stream whose first bytes were read already.</summary>
    private sealed class Rejoined(byte[] head, Stream rest) : Stream
    {
        private int given;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (given == head.Length)
            {
                return rest.Read(buffer);
            }

            int count = Math.Min(buffer.Length, head.Length - given);
            head.AsSpan(given, count).CopyTo(buffer);
            given += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                rest.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
