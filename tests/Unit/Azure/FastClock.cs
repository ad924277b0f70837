namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>A clock on which waiting takes a small part of the time. The date is the true one, or begins at a given one; or so much off it.</summary>
internal sealed class FastClock(double factor = 50, TimeSpan skew = default, DateTimeOffset? begin = null) : TimeProvider
{
    private readonly TimeSpan off = skew + (begin is { } date ? date - System.GetUtcNow() : TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + off;

    public override long GetTimestamp() => (long)(System.GetTimestamp() * factor);

    public override long TimestampFrequency => System.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = System.CreateTimer(callback, state, Scale(dueTime), Scale(period));
        return new ScaledTimer(timer, this);
    }

    private TimeSpan Scale(TimeSpan time) => time <= TimeSpan.Zero ? time : time / factor;

    private sealed class ScaledTimer(ITimer timer, FastClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Scale(dueTime), clock.Scale(period));
        public void Dispose() => timer.Dispose();
        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
