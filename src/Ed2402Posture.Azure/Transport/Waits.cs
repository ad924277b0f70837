using System.Globalization;

namespace Ed2402Posture.Azure.Transport;

/// <summary>How long to wait before trying again.</summary>
internal static class Waits
{
    /// <summary>The longest wait that is honoured; a service that wants more has to do without us.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Cap = TimeSpan.FromSeconds(30);

    /// <summary>What <c>Retry-After</c> says: seconds, or a date. A date in the past, as a wrong clock makes it, is no wait at all.</summary>
    public static TimeSpan? RetryAfter(string? header, DateTimeOffset now)
    {
        TimeSpan? wait =
            double.TryParse(header, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) ? TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue))
            : DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date - now
            : null;
        return wait is { } value ? TimeSpan.FromTicks(Math.Clamp(value.Ticks, 0, Longest.Ticks)) : null;
    }

    /// <summary>Twice as long each time, up to a cap; the upper half is random, so that many requests do not return at once.</summary>
    public static TimeSpan Backoff(int attempt)
    {
        double ceiling = Math.Min(First.TotalSeconds * Math.Pow(2, attempt - 1), Cap.TotalSeconds);
        return TimeSpan.FromSeconds(ceiling * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
}
