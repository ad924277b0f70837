using System.Globalization;

namespace Ed2402Posture.Core.Exposure.Records;

/// <summary>Dates of an exposure list: ISO 8601, either a day (<c>2026-10-05</c>, which is the whole day in UTC) or a time with its
/// offset (<c>2026-10-05T14:30:00Z</c>, <c>…+02:00</c>). A time without an offset is refused: hours would be guessed.</summary>
public static class ExposureDate
{
    private static readonly string[] WithOffset = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads a date; <paramref name="error"/> says why it is none.</summary>
    public static (DateTimeOffset Value, bool DayOnly)? Parse(string text, out string? error)
    {
        error = null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return (new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), true);
        }

        bool isTime = DateTime.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime time);
        if (isTime && time.Kind != DateTimeKind.Unspecified && DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset value))
        {
            return (value.ToUniversalTime(), false);
        }

        error = isTime ? "has a time without an offset (add Z for UTC, or one as +02:00)" : "is not an ISO 8601 date (as 2026-10-05 or 2026-10-05T14:30:00Z)";
        return null;
    }
}
