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

    [Theory]
    [InlineData("0.7", 8)]
    [InlineData("0.79", 8)]
    [InlineData("0.8", 6)]
    [InlineData("1.8", 4)]
    [InlineData("nonsense", 8)]
    public async Task Only_a_share_from_four_fifths_on_slows_the_lane(string share, int inFlight)
    {
        using var lane = new Lane("test", 8, new WindowBudget(1000, Seconds(1)), clock);
        lane.Observe(Reply(("x-ms-throttle-limit-percentage", share)));
        clock.Advance(Seconds(20));

        Assert.Equal(inFlight, await InFlightAsync(lane));
    }

    [Fact]
    public async Task A_refusal_halves_what_a_window_lets_through_until_calm_returns()
    {
        using var lane = new Lane("test", 1000, new WindowBudget(100, Seconds(10)), clock);
        Assert.Equal(100, await AdmittedAsync(lane));

        lane.Throttled(Seconds(1));
        Assert.Equal(50, await AdmittedAsync(lane));

        foreach (int _ in Enumerable.Range(0, 100))
        {
            lane.Observe(Reply());
        }

        Assert.Equal(100, await AdmittedAsync(lane));
    }

    [Fact]
    public async Task A_lane_finds_out_the_quota_of_a_large_tenant_and_never_passes_the_largest()
    {
        using var lane = new Lane("directory", 1000, new WindowBudget(35, Seconds(10), 80), clock);
        Assert.Equal(35, await AdmittedAsync(lane));
        foreach (int _ in Enumerable.Range(0, 500))
        {
            lane.Observe(Reply());
        }

        Assert.Equal(80, await AdmittedAsync(lane));
        lane.Observe(Reply(("x-ms-throttle-limit-percentage", "0.9")));
        Assert.Equal(60, await AdmittedAsync(lane));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(5, 0)]
    [InlineData(6, 10)]
    [InlineData(15, 20)]
    [InlineData(16, 30)]
    public void The_least_time_of_a_window_is_what_it_takes(double cost, double seconds)
    {
        Assert.Equal(Seconds(seconds), new WindowBudget(5, Seconds(10)).LeastTime(cost));
        Assert.Equal(Seconds(cost <= 10 ? 0 : 10), new WindowBudget(5, Seconds(10), 10).LeastTime(cost));
    }

    [Theory]
    [InlineData(250, 0)]
    [InlineData(300, 2)]
    public void The_least_time_of_a_bucket_is_its_refill(double cost, double seconds) => Assert.Equal(Seconds(seconds), new BucketBudget(250, 25).LeastTime(cost));

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
    public async Task What_others_wait_for_goes_first_and_among_equals_who_came_first()
    {
        using var lane = new Lane("test", 1, new WindowBudget(100, Seconds(10)), clock);
        IDisposable running = await EnterAsync(lane);
        Task<IDisposable> one = EnterAsync(lane), two = EnterAsync(lane), urgent = EnterAsync(lane, urgency: 2), alsoUrgent = EnterAsync(lane, urgency: 2);
        var order = new List<Task<IDisposable>>();

        while (order.Count < 4)
        {
            running.Dispose();
            order.Add(await Task.WhenAny(new[] { one, two, urgent, alsoUrgent }.Except(order)));
            running = await order[^1];
        }

        Assert.Equal([urgent, alsoUrgent, one, two], order);
    }

    [Fact]
    public async Task A_small_request_passes_a_batch_for_which_the_window_has_not_enough_left()
    {
        using var lane = new Lane("pim", 10, new WindowBudget(20, Seconds(10)), clock);
        (await EnterAsync(lane, cost: 6)).Dispose();
        Task<IDisposable> batch = EnterAsync(lane, cost: 20, urgency: 1), tooLarge = EnterAsync(lane, cost: 15), small = EnterAsync(lane, cost: 10), more = EnterAsync(lane, cost: 5);

        (await small).Dispose();

        Assert.False(batch.IsCompleted || tooLarge.IsCompleted || more.IsCompleted);
        clock.Advance(Seconds(10.1));
        (await batch).Dispose();
        Assert.False(tooLarge.IsCompleted || more.IsCompleted);
        clock.Advance(Seconds(10.1));
        (await tooLarge).Dispose();
        (await more).Dispose();
    }

    [Fact]
    public async Task Small_requests_hold_a_batch_up_for_a_moment_and_no_longer()
    {
        using var lane = new Lane("pim", 10, new WindowBudget(20, Seconds(10)), clock);
        (await EnterAsync(lane, cost: 6)).Dispose();
        Task<IDisposable> batch = EnterAsync(lane, cost: 20);
        clock.Advance(Seconds(0.9));
        (await EnterAsync(lane)).Dispose();
        clock.Advance(Seconds(0.2));

        Task<IDisposable> late = EnterAsync(lane);
        Assert.False(late.IsCompleted);

        clock.Advance(Seconds(9.9));
        Assert.False(late.IsCompleted);
        (await batch).Dispose();
        clock.Advance(Seconds(10.1));
        (await late).Dispose();
    }

    [Fact]
    public async Task During_a_pause_nobody_passes()
    {
        using var lane = new Lane("pim", 10, new WindowBudget(20, Seconds(10)), clock);
        (await EnterAsync(lane, cost: 6)).Dispose();
        Task<IDisposable> batch = EnterAsync(lane, cost: 20);
        lane.Throttled(Seconds(30));

        Task<IDisposable> small = EnterAsync(lane);
        clock.Advance(Seconds(29));

        Assert.False(small.IsCompleted || batch.IsCompleted);
        clock.Advance(Seconds(30));
        (await batch).Dispose();
        clock.Advance(Seconds(30));
        (await small).Dispose();
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

    /// <summary>How many the lane lets in at one moment, long after all before.</summary>
    private async Task<int> AdmittedAsync(Lane lane)
    {
        clock.Advance(Seconds(100));
        using var stop = new CancellationTokenSource();
        Task<IDisposable>[] all = [.. Enumerable.Range(0, 200).Select(_ => lane.EnterAsync(1, Scope(), stop.Token))];
        List<Task<IDisposable>> admitted = [.. all.Where(t => t.IsCompleted)];
        await stop.CancelAsync();
        await Task.WhenAny(Task.WhenAll(all));
        foreach (Task<IDisposable> ticket in admitted)
        {
            (await ticket).Dispose();
        }

        return admitted.Count;
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

    private Task<IDisposable> EnterAsync(Lane lane, double cost = 1, int urgency = 0) => lane.EnterAsync(cost, Scope(urgency), TestContext.Current.CancellationToken);

    private RequestScope Scope(int urgency = 0) => new(Datasets.Users, observer) { Urgency = urgency };

    private static Reply Reply(params (string Name, string Value)[] headers) =>
        new(200, Stream.Null, name => headers.Where(h => h.Name == name).Select(h => h.Value).FirstOrDefault(), Stream.Null);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
