namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly List<ManualTimer> timers = [];
    private TimeSpan now;

    public TimeSpan Now => now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now.Ticks;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero) + now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next timer that is due within the time, runs it, and so on to the end.</summary>
    public void Advance(TimeSpan time)
    {
        TimeSpan end = now + time;
        while (timers.Where(t => t.Due <= end).MinBy(t => t.Due) is { } next)
        {
            now = next.Due > now ? next.Due : now;
            next.Due = TimeSpan.MaxValue;
            next.Run();
        }

        now = end;
    }

    private sealed class ManualTimer(ManualClock clock, Action run) : ITimer
    {
        public TimeSpan Due { get; set; } = TimeSpan.MaxValue;

        public void Run() => run();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime < TimeSpan.Zero ? TimeSpan.MaxValue : clock.now + dueTime;
            return true;
        }

        public void Dispose() => Due = TimeSpan.MaxValue;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
