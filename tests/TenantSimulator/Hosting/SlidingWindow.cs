namespace Ed2402Posture.TenantSimulator.Hosting;

/// <summary>So much in any window of time. Not thread-safe.</summary>
internal sealed class SlidingWindow(double limit, TimeSpan window)
{
    private readonly Queue<(TimeSpan At, double Cost)> taken = new();
    private double used;

    public double Limit => limit;

    /// <summary>What the last window took.</summary>
    public double Used(TimeSpan now)
    {
        while (taken.TryPeek(out (TimeSpan At, double Cost) oldest) && oldest.At + window <= now)
        {
            used -= taken.Dequeue().Cost;
        }

        return used;
    }

    /// <summary>Takes, whether or not there is room.</summary>
    public void Take(TimeSpan now, double cost)
    {
        taken.Enqueue((now, cost));
        used += cost;
    }

    /// <summary>When the oldest leaves the window.</summary>
    public TimeSpan Wait(TimeSpan now) => taken.TryPeek(out (TimeSpan At, double Cost) oldest) ? oldest.At + window - now : TimeSpan.Zero;
}
