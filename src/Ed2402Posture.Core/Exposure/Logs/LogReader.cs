using System.Globalization;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Exposure.Logs;

/// <summary>Reads a log into a folder, slice of time by slice of time, and goes on where it ended: after a stop at the page after the last one that was
/// written, after an expired cursor at the beginning of its slice, which is shorter then. The oldest time comes first, since that is what the service forgets next. A slice
/// is as long as ten pages take, by what the one before it took.</summary>
public sealed class LogReader
{
    private const double PagesAimedAt = 10;
    private const int MostIdlePages = 100;
    private const int MostLost = 5;
    private static readonly TimeSpan FirstSlice = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestSlice = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestSlice = TimeSpan.FromDays(64);

    // Microsoft names hours for the slowest entries ('Microsoft Entra audit log latencies'); a later one is caught by reading the time again.
    private static readonly TimeSpan Late = TimeSpan.FromHours(6);
    private readonly ITenantSource source;
    private readonly string root;
    private readonly IScanObserver observer;
    private readonly TimeProvider time;

    /// <summary>Makes a reader.</summary>
    /// <param name="source">The tenant.</param>
    /// <param name="root">The cache's folder; a folder a tenant and log lies below it.</param>
    /// <param name="observer">Hears of requests and progress.</param>
    /// <param name="time">The clock.</param>
    public LogReader(ITenantSource source, string root, IScanObserver observer, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(root);
        this.source = source;
        this.root = root;
        this.observer = observer;
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>Reads what the cache does not hold yet.</summary>
    /// <param name="stream">Which log.</param>
    /// <param name="from">From when on (UTC).</param>
    /// <param name="retention">How long the service keeps its entries: what lies before is not asked for.</param>
    /// <param name="cancellationToken">Ends it; what was read stays.</param>
    /// <exception cref="ExposureException">The cache cannot be used.</exception>
    public async Task<LogReading<T>> ReadAsync<T>(LogStream<T> stream, DateTimeOffset from, TimeSpan retention, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(stream);
        DateTimeOffset now = time.GetUtcNow();
        using LogFolder<T> folder = LogFolder<T>.Open(root, source.Identity.TenantId, stream);
        DatasetState? refused = await FillAsync(folder, stream, Max(Hour(from), Hour(now - retention)), now, cancellationToken).ConfigureAwait(false);
        folder.Sweep();
        return Reading(folder, stream, from.ToUniversalTime(), refused);
    }

    private async Task<DatasetState?> FillAsync<T>(LogFolder<T> folder, LogStream<T> stream, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        where T : class
    {
        // What was read soon after its time is read again: entries come late.
        LogSlice[] settled = [.. folder.Index.Slices.Where(s => s.ReadAt >= s.To + Late || s.To <= from)];
        OpenSlice? open = folder.Index.Open is { } kept && kept.From >= from && kept.To <= to && !settled.Any(s => s.From < kept.To && kept.From < s.To) ? kept : null;
        LogIndex index = folder.Index with { Slices = settled, Open = open };

        // Most accounts have a page a month: of one account, all the time is one slice until its pages say otherwise.
        TimeSpan length = stream.Subject is null ? FirstSlice : LongestSlice;
        int lost = 0;
        await folder.SaveAsync(index, cancellationToken).ConfigureAwait(false);
        while ((open ?? Gap(folder.Index.Slices, from, to, length)) is { } next)
        {
            (LogSlice? slice, DatasetState? refused, bool expired) = await SliceAsync(folder, stream, next, cancellationToken).ConfigureAwait(false);
            open = null;
            if (slice is not null)
            {
                lost = 0;
                length = Next(next.To - next.From, PagesAimedAt / slice.Pages);
            }
            else if (expired && ++lost <= MostLost)
            {
                length = Next(next.To - next.From, 0);
                await folder.SaveAsync(folder.Index with { Open = null }, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                return refused;
            }
        }

        return null;
    }

    private async Task<(LogSlice? Slice, DatasetState? Refused, bool Expired)> SliceAsync<T>(LogFolder<T> folder, LogStream<T> stream, OpenSlice slice, CancellationToken cancellationToken)
        where T : class
    {
        // A part that is shorter than the index says was not written by us to its end: its time is read anew.
        (FileStream file, OpenSlice open) = folder.OpenPart(slice) is { } kept ? (kept, slice) : (folder.OpenPart(slice.Anew(time.GetUtcNow()))!, slice.Anew(time.GetUtcNow()));
        LogPart<T> part = await LogPart<T>.ResumeAsync(file, stream.Dataset, open, cancellationToken).ConfigureAwait(false);
        await using (part.ConfigureAwait(false))
        {
            (DatasetState? refused, bool expired) = await PagesAsync(folder, stream, part, cancellationToken).ConfigureAwait(false);
            if (refused is not null)
            {
                return (null, refused, expired);
            }
        }

        var done = new LogSlice(part.Open.From, part.Open.To, part.Open.StartedAt, part.Open.Pages, part.Open.Entries, part.Earliest);
        await folder.CloseAsync(done, cancellationToken).ConfigureAwait(false);
        return (done, null, false);
    }

    private async Task<(DatasetState? Refused, bool Expired)> PagesAsync<T>(LogFolder<T> folder, LogStream<T> stream, LogPart<T> writer, CancellationToken cancellationToken)
        where T : class
    {
        int idle = 0;
        do
        {
            LogPage<T> page = await source.ReadLogAsync(stream, writer.Open.From, writer.Open.To, writer.Open.Cursor, observer, cancellationToken).ConfigureAwait(false);
            if (page.Refused is not null)
            {
                return (page.Refused, page.CursorExpired);
            }

            idle = await writer.AddAsync(page, cancellationToken).ConfigureAwait(false) > 0 ? 0 : idle + 1;
            await folder.SaveAsync(folder.Index with { Open = writer.Open }, cancellationToken).ConfigureAwait(false);
            observer.Progress(stream.Dataset, folder.Index.Slices.Sum(s => s.Entries) + writer.Open.Entries);
            if (idle > MostIdlePages)
            {
                return (new DatasetState { Status = DatasetStatus.Failed, Reason = string.Create(CultureInfo.InvariantCulture, $"the log does not end: {MostIdlePages} pages brought nothing new") }, false);
            }
        }
        while (writer.Open.Cursor is not null);
        return (null, false);
    }

    /// <summary>The first time that is wanted and was not read.</summary>
    private OpenSlice? Gap(IReadOnlyList<LogSlice> slices, DateTimeOffset from, DateTimeOffset to, TimeSpan length)
    {
        DateTimeOffset start = from;
        foreach (LogSlice slice in slices.Where(s => s.To > from))
        {
            if (slice.From > start)
            {
                break;
            }

            start = slice.To;
        }

        if (start >= to)
        {
            return null;
        }

        DateTimeOffset end = slices.Select(s => s.From).Where(f => f > start).Append(to).Min();
        return new OpenSlice(start, end - start > length ? start + length : end, time.GetUtcNow());
    }

    // Whole minutes keep the edges of slices out of fractions of seconds.
    private static TimeSpan Next(TimeSpan length, double factor) =>
        TimeSpan.FromMinutes(Math.Ceiling(Math.Clamp((length * Math.Clamp(factor, 0.25, 8)).TotalMinutes, ShortestSlice.TotalMinutes, LongestSlice.TotalMinutes)));

    private static LogReading<T> Reading<T>(LogFolder<T> folder, LogStream<T> stream, DateTimeOffset asked, DatasetState? refused)
        where T : class
    {
        // Without a gap from the newest back: a time that the service had forgotten already when it was first asked for leaves one.
        IReadOnlyList<LogSlice> slices = folder.Index.Slices;
        string path = folder.Path;
        LogSlice[] wanted = [.. slices.Where(s => s.To > asked)];
        DateTimeOffset? from = wanted.Length == 0 ? null : wanted[^1].From;
        for (int i = wanted.Length - 2; i >= 0 && wanted[i].To == from; i--)
        {
            from = wanted[i].From;
        }

        var coverage = new LogCoverage
        {
            Log = $"{stream.Kind}", Subject = stream.Subject, Asked = asked, From = from, To = wanted.Length == 0 ? null : wanted[^1].To, Entries = wanted.Sum(s => s.Entries), Earliest = wanted.Min(s => s.Earliest),
            Status = refused is null ? DatasetStatus.Complete : wanted.Length > 0 && refused.Status == DatasetStatus.Failed ? DatasetStatus.Partial : refused.Status,
            Reason = refused?.Describe(stream.Dataset.Name),
        };
        return new LogReading<T>(coverage, () => wanted.SelectMany(s => LogFolder<T>.Read(path, s, stream.Dataset)).Where(e => LogTimes.Of(e) >= asked)) { Refused = refused };
    }

    private static DateTimeOffset Hour(DateTimeOffset moment) => new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    private static DateTimeOffset Max(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
