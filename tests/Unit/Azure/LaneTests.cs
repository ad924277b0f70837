using CsCheck;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class LaneTests
{
    private readonly ManualClock clock = new();
    private readonly ListeningObserver observer = new();

    [Fact]
    public async Task No_more_are_in_flight_than_allowed()
    {
        using var lane = new Lane("test", 2, new WindowBudget(100, Seconds(10)), clock);
        using IDisposable one = await EnterAsync(lane);
        IDisposable two = await EnterAsync(lane);
        Task<IDisposable> three = EnterAsync(lane);

        Assert.False(three.IsCompleted);
        two.Dispose();

        using IDisposable ticket = await three;
        Assert.Empty(observer.Waits);
    }

    [Fact]
    public async Task The_budget_of_a_window_comes_back_a_window_after_the_end()
    {
        using var lane = new Lane("reports", 5, new WindowBudget(5, Seconds(10)), clock);
        foreach (int _ in Enumerable.Range(0, 5))
        {
            (await EnterAsync(lane)).Dispose();
        }

        Task<IDisposable> sixth = EnterAsync(lane);
        clock.Advance(Seconds(9.9));
        Assert.False(sixth.IsCompleted);
        clock.Advance(Seconds(0.2));

        (await sixth).Dispose();
        Assert.Equal("reports", Assert.Single(observer.Waits).Lane);
    }

    [Fact]
    public async Task A_pause_holds_everybody()
    {
        using var lane = new Lane("test", 5, new WindowBudget(100, Seconds(10)), clock);
        lane.Throttled(Seconds(30));
        Task<IDisposable> one = EnterAsync(lane), two = EnterAsync(lane);

        clock.Advance(Seconds(29));
        Assert.False(one.IsCompleted || two.IsCompleted);
        clock.Advance(Seconds(2));

        (await one).Dispose();
        (await two).Dispose();
    }

    [Fact]
    public async Task Near_the_limit_the_lane_slows_down_and_recovers()
    {
        using var lane = new Lane("test", 8, new WindowBudget(1000, Seconds(1)), clock);
        lane.Observe(Reply(("x-ms-throttle-limit-percentage", "1.0")));
        clock.Advance(Seconds(3));
        Assert.Equal(4, await InFlightAsync(lane));

        foreach (int _ in Enumerable.Range(0, 40))
        {
            lane.Observe(Reply());
        }

        Assert.Equal(8, await InFlightAsync(lane));
    }

    [Fact]
    public async Task Answers_that_were_on_their_way_together_slow_the_lane_once()
    {
        using var lane = new Lane("test", 8, new WindowBudget(1000, Seconds(1)), clock);
        foreach (int _ in Enumerable.Range(0, 8))
        {
            lane.Throttled(Seconds(1));
        }

        clock.Advance(Seconds(2));
        Assert.Equal(4, await InFlightAsync(lane));
    }

    [Fact]
    public async Task Resource_Graph_says_when_its_quota_is_back()
    {
        using var lane = new Lane("resource graph", 4, new WindowBudget(15, Seconds(5)), clock);
        lane.Observe(Reply(("x-ms-user-quota-remaining", "0"), ("x-ms-user-quota-resets-after", "00:00:03")));
        Task<IDisposable> next = EnterAsync(lane);

        clock.Advance(Seconds(2.9));
        Assert.False(next.IsCompleted);
        clock.Advance(Seconds(0.2));

        (await next).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_queue()
    {
        using var lane = new Lane("test", 1, new WindowBudget(100, Seconds(10)), clock);
        IDisposable first = await EnterAsync(lane);
        using var cancel = new CancellationTokenSource();
        Task<IDisposable> gone = lane.EnterAsync(1, Scope(), cancel.Token);
        Task<IDisposable> next = EnterAsync(lane);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        first.Dispose();

        (await next).Dispose();
    }

    [Fact]
    public async Task A_bucket_lets_a_burst_through_and_then_refills()
    {
        using var lane = new Lane("arm", 1000, new BucketBudget(250, 25), clock);
        foreach (int _ in Enumerable.Range(0, 250))
        {
            (await EnterAsync(lane)).Dispose();
        }

        Task<IDisposable>[] more = [.. Enumerable.Range(0, 50).Select(_ => EnterAsync(lane))];
        clock.Advance(Seconds(1.01));
        await Task.WhenAll(more[..25]);
        Assert.False(more[25].IsCompleted);
        clock.Advance(Seconds(1.01));
        await Task.WhenAll(more);
    }

    /// <summary>Whichever way the service's windows lie, and whenever it counts a request between start and end, it never counts more than the quota.</summary>
    [Fact]
    public void A_window_is_never_overdrawn() =>
        Gen.Select(Gen.Int[1, 6], Gen.Double[0, 3].Array[1, 60], Gen.Double[0, 1].Array[60]).Sample((quota, durations, moments) =>
        {
            var budget = new WindowBudget(quota, Seconds(10));
            var running = new List<TimeSpan>();
            var counted = new List<TimeSpan>();
            TimeSpan now = TimeSpan.Zero;
            for (int index = 0; index < durations.Length;)
            {
                TimeSpan wait = budget.Wait(now, 1);
                if (wait == TimeSpan.Zero)
                {
                    budget.Spend(now, 1);
                    running.Add(now + Seconds(durations[index]));
                    counted.Add(now + (Seconds(durations[index]) * moments[index]));
                    index++;
                    continue;
                }

                TimeSpan next = running.Count == 0 ? TimeSpan.MaxValue : running.Min();
                TimeSpan until = wait == TimeSpan.MaxValue || now + wait > next ? next : now + wait;
                now = until;
                foreach (TimeSpan end in running.Where(end => end <= now).ToList())
                {
                    running.Remove(end);
                    budget.Ended(end, 1);
                }
            }

            return counted.TrueForAll(from => counted.Count(at => at >= from && at < from + Seconds(10)) <= quota);
        });

    private async Task<int> InFlightAsync(Lane lane)
    {
        Task<IDisposable>[] all = [.. Enumerable.Range(0, 20).Select(_ => EnterAsync(lane))];
        int count = all.Count(t => t.IsCompleted);
        foreach (Task<IDisposable> ticket in all)
        {
            (await ticket).Dispose();
        }

        return count;
    }

    private Task<IDisposable> EnterAsync(Lane lane) => lane.EnterAsync(1, Scope(), TestContext.Current.CancellationToken);

    private RequestScope Scope() => new(Datasets.Users, observer);

    private static Reply Reply(params (string Name, string Value)[] headers) =>
        new(200, Stream.Null, name => headers.Where(h => h.Name == name).Select(h => h.Value).FirstOrDefault(), Stream.Null);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
