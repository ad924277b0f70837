using System.Globalization;
using Ed2402Posture.Core.Exposure.Logs.Files;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Exposure.Logs;

/// <summary>What was read of a log, and what it no longer shows.</summary>
public sealed record LogCoverage
{
    // Between the last entry of a file and the log's beginning no more than a quiet night may lie.
    private static readonly TimeSpan Joint = TimeSpan.FromHours(12);

    /// <summary>Which log, as <c>InteractiveSignIns</c>.</summary>
    public required string Log { get; init; }
    /// <summary>Of which user or application; null: everyone.</summary>
    public string? Subject { get; init; }
    /// <summary>How its reading ended.</summary>
    public required DatasetStatus Status { get; init; }
    /// <summary>Why it is not whole, or null.</summary>
    public string? Reason { get; init; }
    /// <summary>From when on it was asked for (UTC).</summary>
    public required DateTimeOffset Asked { get; init; }
    /// <summary>From when on it is known without a gap, up to <see cref="To"/> (UTC); null when nothing was read.</summary>
    public DateTimeOffset? From { get; init; }
    /// <summary>Until when it is known (UTC); null when nothing was read.</summary>
    public DateTimeOffset? To { get; init; }
    /// <summary>Time of the earliest entry (UTC); null without entries.</summary>
    public DateTimeOffset? Earliest { get; init; }
    /// <summary>Entries.</summary>
    public long Entries { get; init; }

    /// <summary>What files hold of it beside, or null.</summary>
    public LogWindow? Files { get; init; }

    /// <summary>From when on entries are known, those of files too (UTC): their window counts where it joins the log's, or alone. Files do not tell what they leave out, so
    /// they prove no absence.</summary>
    public DateTimeOffset? KnownFrom => Files is null ? From : From is null || (Files.From < From && Files.To >= From - Joint) ? Files.From : From;

    /// <summary>Whether files hold what the log itself leaves out since an exposure.</summary>
    public bool IsBridged(DateTimeOffset exposure) => Files is not null && KnownFrom <= exposure && (From is not null || Files.To > exposure);

    /// <summary>Whether all that was asked for is there.</summary>
    public bool IsWhole => Status == DatasetStatus.Complete && From <= Asked;

    /// <summary>Whether it leaves out something since an exposure, and not only of the time before.</summary>
    public bool HidesSince(DateTimeOffset exposure) => Status != DatasetStatus.Complete || From is null || From > exposure;

    /// <summary>What it shows, and what not, in a sentence.</summary>
    public string Text => Files is null ? OwnText : $"{OwnText[..^1]}; beside it {Files.Text}.";

    private string OwnText
    {
        get
        {
            string what = Subject is null ? Log : $"{Log} of {Subject}";
            if (From is null)
            {
                return $"{Status}: {what} was not read{(Reason is null ? "" : $" ({Reason})")}.";
            }

            string shown = string.Create(CultureInfo.InvariantCulture, $"{what}: {Entries} entries from {From:yyyy-MM-dd HH:mm} to {To:yyyy-MM-dd HH:mm} UTC");
            string missing = From <= Asked ? "" : string.Create(CultureInfo.InvariantCulture, $"; asked for from {Asked:yyyy-MM-dd HH:mm}: the time before is not kept by the service any more");
            return Status == DatasetStatus.Complete ? $"{shown}{missing}." : $"{Status}: {shown}{missing}; {Reason}.";
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>A log that was read.</summary>
/// <typeparam name="T">The type of its entries.</typeparam>
/// <param name="Coverage">What of it is there.</param>
/// <param name="Entries">Reads the entries as a stream, in no order; may be called again.</param>
public sealed record LogReading<T>(LogCoverage Coverage, Func<IEnumerable<T>> Entries)
    where T : class
{
    /// <summary>How the service refused to go on; null when it did not.</summary>
    public DatasetState? Refused { get; init; }
}
