namespace Ed2402Posture.Azure.Transport;

/// <summary>What a quota allows. Not thread-safe: its lane guards it. Times are the lane's own, from its start.</summary>
internal abstract class LaneBudget
{
    /// <summary>The part of the quota that is used: 1 to begin with, less after the service asked for less.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>The most that <see cref="Scale"/> may become: more than 1 where larger tenants have a larger quota.</summary>
    public virtual double MostScale => 1;

    /// <summary>How long it takes until a change of <see cref="Scale"/> shows: until then answers speak of what was sent before.</summary>
    public virtual TimeSpan Reaction => TimeSpan.FromSeconds(1);

    /// <summary>How long until the cost may be spent: zero for now, <see cref="TimeSpan.MaxValue"/> when a running request must end first.</summary>
    public abstract TimeSpan Wait(TimeSpan now, double cost);

    /// <summary>The least time from the first request to the last of some that cost so much together.</summary>
    public abstract TimeSpan LeastTime(double cost);

    /// <summary>A request with that cost starts.</summary>
    public abstract void Spend(TimeSpan now, double cost);

    /// <summary>A request with that cost has ended.</summary>
    public abstract void Ended(TimeSpan now, double cost);
}

/// <summary>So much in any window of time. A request counts until a whole window after its <em>end</em>: the service counted it somewhere
/// between start and end, so whichever way its windows lie, it never sees more than the quota.</summary>
/// <param name="limit">How much, for the smallest tenants.</param>
/// <param name="window">The time.</param>
/// <param name="most">How much for the largest tenants; the lane finds out, since the service tells before a limit is passed.</param>
/// <param name="published">The quota itself, where the lane keeps off its end.</param>
internal sealed class WindowBudget(double limit, TimeSpan window, double? most = null, double? published = null) : LaneBudget
{
    private readonly Queue<(TimeSpan Until, double Cost)> ended = new();
    private double endedCost;
    private double running;

    private readonly double quota = published ?? most ?? limit;

    public override double MostScale => (most ?? limit) / limit;

    public override TimeSpan Reaction => TimeSpan.FromSeconds(Math.Clamp(window.TotalSeconds, 1, 10));

    public override TimeSpan Wait(TimeSpan now, double cost)
    {
        while (ended.TryPeek(out (TimeSpan Until, double Cost) oldest) && oldest.Until <= now)
        {
            endedCost -= ended.Dequeue().Cost;
        }

        double allowed = Math.Max(limit * Scale, cost);
        double over = running + endedCost + cost - allowed;
        if (over <= 1e-9)
        {
            return TimeSpan.Zero;
        }

        foreach ((TimeSpan until, double freed) in ended)
        {
            over -= freed;
            if (over <= 1e-9)
            {
                return until - now;
            }
        }

        return TimeSpan.MaxValue;
    }

    public override TimeSpan LeastTime(double cost) => cost <= quota ? TimeSpan.Zero : window * (Math.Ceiling(cost / quota) - 1);

    public override void Spend(TimeSpan now, double cost) => running += cost;

    public override void Ended(TimeSpan now, double cost)
    {
        running -= cost;
        endedCost += cost;
        ended.Enqueue((now + window, cost));
    }
}

/// <summary>A bucket that refills steadily and lets a burst through.</summary>
/// <param name="published">What the service's bucket holds.</param>
/// <param name="refillPerSecond">How fast it refills.</param>
/// <param name="kept">What is left in it, for requests that are held up on their way and arrive together.</param>
internal sealed class BucketBudget(double published, double refillPerSecond, double kept = 0) : LaneBudget
{
    private readonly double capacity = published - kept;
    private double tokens = published - kept;
    private TimeSpan last;

    public override TimeSpan Wait(TimeSpan now, double cost)
    {
        tokens = Math.Min(capacity, tokens + ((now - last).TotalSeconds * refillPerSecond * Scale));
        last = now;
        double missing = Math.Min(cost, capacity) - tokens;
        return missing <= 1e-9 ? TimeSpan.Zero : TimeSpan.FromSeconds(missing / (refillPerSecond * Scale));
    }

    public override TimeSpan LeastTime(double cost) => TimeSpan.FromSeconds(Math.Max(0, cost - published) / refillPerSecond);

    public override void Spend(TimeSpan now, double cost) => tokens -= cost;

    public override void Ended(TimeSpan now, double cost)
    {
    }
}
