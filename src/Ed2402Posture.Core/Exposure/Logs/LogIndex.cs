using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ed2402Posture.Core.Exposure.Logs;

/// <summary>What a cache holds of one log: which times were read to their end, and how far the reading under way has come.</summary>
internal sealed record LogIndex
{
    public const string FormatName = "ed2402-log";
    public const int CurrentFormat = 1;

    public required string Format { get; init; }
    public required int FormatVersion { get; init; }
    /// <summary>Kind and subject of the log.</summary>
    public required string Stream { get; init; }
    /// <summary>Times that were read to their end, oldest first; they do not overlap.</summary>
    public IReadOnlyList<LogSlice> Slices { get; init; } = [];
    /// <summary>The time that is being read, or null.</summary>
    public OpenSlice? Open { get; init; }
}

/// <summary>A time that was read to its end.</summary>
/// <param name="From">Its beginning (UTC).</param>
/// <param name="To">Its end, itself not included (UTC).</param>
/// <param name="ReadAt">When its reading began (UTC): entries may come late.</param>
/// <param name="Pages">Pages that it took.</param>
/// <param name="Entries">Entries in it.</param>
/// <param name="Earliest">The earliest of them.</param>
internal sealed record LogSlice(DateTimeOffset From, DateTimeOffset To, DateTimeOffset ReadAt, int Pages, long Entries, DateTimeOffset? Earliest)
{
    /// <summary>The name of its file: another one when the same time is read again, so that nobody reads half of one and half of the other.</summary>
    [JsonIgnore]
    public string FileName => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{From.UtcDateTime:yyyyMMdd'T'HHmmss}-{To.UtcDateTime:yyyyMMdd'T'HHmmss}-{ReadAt.UtcTicks}.ndjson");
}

/// <summary>A time that is being read.</summary>
/// <param name="From">Its beginning (UTC).</param>
/// <param name="To">Its end, itself not included (UTC).</param>
/// <param name="StartedAt">When its reading began (UTC).</param>
/// <param name="Cursor">The next page; null before the first.</param>
/// <param name="Bytes">How much of its file is to be trusted: what lies behind was written by a page that did not end.</param>
/// <param name="Pages">Pages read.</param>
/// <param name="Entries">Entries read.</param>
internal sealed record OpenSlice(DateTimeOffset From, DateTimeOffset To, DateTimeOffset StartedAt, string? Cursor = null, long Bytes = 0, int Pages = 0, long Entries = 0)
{
    public const string FileName = "open.part";

    /// <summary>The same time from its beginning.</summary>
    public OpenSlice Anew(DateTimeOffset now) => new(From, To, now);
}

/// <summary>Source-generated serialisation of the index.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(LogIndex))]
internal sealed partial class LogIndexJson : JsonSerializerContext;
