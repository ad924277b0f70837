namespace Ed2402Posture.Core.Snapshots;

/// <summary>A time (UTC), or none, in eight bytes: as a <c>DateTimeOffset?</c> it takes twenty-four, and objects that there are very many of have several.</summary>
internal readonly record struct Instant
{
    // One more than the ticks, so that 0 is none.
    private readonly long value;

    private Instant(long value) => this.value = value;

    public static implicit operator Instant(DateTimeOffset? time) => time is { } given ? new(given.UtcTicks + 1) : default;

    public static implicit operator DateTimeOffset?(Instant instant) => instant.value == 0 ? null : new DateTimeOffset(instant.value - 1, TimeSpan.Zero);
}
