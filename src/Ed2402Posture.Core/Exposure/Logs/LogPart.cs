using System.Buffers;
using System.Text.Json;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Exposure.Logs;

/// <summary>The file of the time that is being read. An entry is written once: pages that overlap bring it again within a few, so that the ids of the last
/// fifty to a hundred thousand entries are enough to know it by.</summary>
internal sealed class LogPart<T> : IAsyncDisposable
    where T : class
{
    private const int KnownIds = 50_000;
    private readonly FileStream file;
    private readonly DatasetDefinition<T> dataset;
    private HashSet<string> ids = new(StringComparer.OrdinalIgnoreCase);
    private HashSet<string> earlierIds = [];

    private LogPart(FileStream file, DatasetDefinition<T> dataset, OpenSlice open)
    {
        this.file = file;
        this.dataset = dataset;
        Open = open;
    }

    /// <summary>How far it has come.</summary>
    public OpenSlice Open { get; private set; }

    /// <summary>Time of the earliest entry.</summary>
    public DateTimeOffset? Earliest { get; private set; }

    /// <summary>Goes on with a file: what is in it counts as read.</summary>
    public static async Task<LogPart<T>> ResumeAsync(FileStream file, DatasetDefinition<T> dataset, OpenSlice open, CancellationToken cancellationToken)
    {
        var part = new LogPart<T>(file, dataset, open);
        if (open.Bytes > 0)
        {
            file.Position = 0;
            var reader = new LineReader(file);
            while (reader.Next() is { } line)
            {
                cancellationToken.ThrowIfCancellationRequested();
                part.Know(dataset.ReadItem(line.Span));
            }
        }

        await file.FlushAsync(cancellationToken).ConfigureAwait(false);
        file.Position = open.Bytes;
        return part;
    }

    /// <summary>Writes a page's entries and answers how many were new.</summary>
    public async Task<int> AddAsync(LogPage<T> page, CancellationToken cancellationToken)
    {
        // The filter's end is included and rounded up; a slice's is not included, so that an entry on the edge is in one slice alone.
        T[] fresh = [.. page.Items.Where(i => LogTimes.Of(i) is { } at && at >= Open.From && at < Open.To && Know(i))];
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new Utf8JsonWriter(buffer);
        await using (writer.ConfigureAwait(false))
        {
            foreach (T item in fresh)
            {
                JsonSerializer.Serialize(writer, item, dataset.Json);
                writer.Reset();
                buffer.Write("\n"u8);
            }
        }

        await file.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        await file.FlushAsync(cancellationToken).ConfigureAwait(false);
        Open = Open with { Cursor = page.Next, Bytes = file.Position, Pages = Open.Pages + 1, Entries = Open.Entries + fresh.Length };
        return fresh.Length;
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private bool Know(T item)
    {
        DateTimeOffset? at = LogTimes.Of(item);
        Earliest = Earliest is null || at < Earliest ? at : Earliest;
        string id = LogTimes.Id(item);
        if (earlierIds.Contains(id) || !ids.Add(id))
        {
            return false;
        }

        if (ids.Count >= KnownIds)
        {
            (earlierIds, ids) = (ids, new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        }

        return true;
    }
}
