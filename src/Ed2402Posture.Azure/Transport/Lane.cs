using System.Globalization;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Paces the requests of one quota: so many in flight, so much in a window. What others wait for goes first, and among equals who came
/// first; a small request may pass a batch that has to wait for the next window. It slows down when the service says that a limit is near or
/// passed, and recovers request by request.</summary>
internal sealed class Lane : IDisposable
{
    private const int AnswersToRecover = 10;
    private const double SmallestScale = 0.1;

    private readonly object gate = new();
    private readonly SortedSet<LaneWaiter> waiters = [];
    private readonly LaneBudget budget;
    private readonly TimeProvider time;
    private readonly long start;
    private readonly int mostInFlight;
    private int allowedInFlight;
    private int inFlight;
    private int calm;
    private long arrivals;
    private TimeSpan pausedUntil;
    private TimeSpan slowedAt = TimeSpan.MinValue;
    private ITimer? timer;

    public Lane(string name, int mostInFlight, LaneBudget budget, TimeProvider time)
    {
        Name = name;
        this.mostInFlight = allowedInFlight = mostInFlight;
        this.budget = budget;
        this.time = time;
        start = time.GetTimestamp();
    }

    public string Name { get; }

    /// <summary>The least time in which its quota lets so much through.</summary>
    public TimeSpan LeastTime(double cost) => budget.LeastTime(cost);

    private TimeSpan Now => time.GetElapsedTime(start);

    /// <summary>Waits for a place. Dispose the ticket when the request has ended, its body read.</summary>
    public async Task<IDisposable> EnterAsync(double cost, RequestScope scope, CancellationToken cancellationToken)
    {
        var waiter = new LaneWaiter(cost, scope, Interlocked.Increment(ref arrivals));
        TimeSpan entered = Now;
        lock (gate)
        {
            waiters.Add(waiter);
            Admit();
        }

        await using (cancellationToken.UnsafeRegister(static (state, token) => ((LaneWaiter)state!).Place.TrySetCanceled(token), waiter).ConfigureAwait(false))
        {
            try
            {
                await waiter.Place.Task.ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                lock (gate)
                {
                    waiters.Remove(waiter);
                    Admit();
                }

                throw;
            }
        }

        if (waiter.IsPaced)
        {
            scope.Ledger.Waited(this, Now - entered);
        }

        return new Ticket(this, cost);
    }

    /// <summary>Reads from an answer how near the limit is.</summary>
    public void Observe(Reply reply)
    {
        if (IsNear(reply.Header))
        {
            Near(reply.Header);
        }
        else if (reply.Header("x-ms-user-quota-remaining") == "0" && TimeSpan.TryParse(reply.Header("x-ms-user-quota-resets-after"), CultureInfo.InvariantCulture, out TimeSpan resets))
        {
            Slow(1, resets < Waits.Longest ? resets : Waits.Longest);
        }
        else if (reply.IsSuccess)
        {
            Recover();
        }
    }

    /// <summary>Whether an answer, or a part of a batch's, says that the limit is near: 0.8 to 1.8 of it; absent below.</summary>
    public static bool IsNear(Func<string, string?> header) => Share(header) >= 0.8;

    /// <summary>Slows down since an answer says that the limit is near.</summary>
    public void Near(Func<string, string?> header)
    {
        double share = Share(header);
        Slow(share < 1 ? 0.75 : 0.5, TimeSpan.FromSeconds(Math.Clamp((share - 0.8) * 10, 0, 10)));
    }

    /// <summary>The service refused for the quota's sake: nobody in the lane sends before the time is up.</summary>
    public void Throttled(TimeSpan wait) => Slow(0.5, wait);

    public void Dispose() => timer?.Dispose();

    private static double Share(Func<string, string?> header) =>
        double.TryParse(header("x-ms-throttle-limit-percentage"), NumberStyles.Float, CultureInfo.InvariantCulture, out double share) ? share : 0;

    private void Slow(double factor, TimeSpan pause)
    {
        lock (gate)
        {
            TimeSpan now = Now;
            calm = 0;
            // Answers that were on their way together say the same thing: they slow the lane once.
            if (slowedAt == TimeSpan.MinValue || now - slowedAt >= budget.Reaction)
            {
                slowedAt = now;
                allowedInFlight = Math.Max(1, (int)(allowedInFlight * factor));
                budget.Scale = Math.Max(SmallestScale, budget.Scale * factor);
            }

            TimeSpan until = now + pause;
            pausedUntil = until > pausedUntil ? until : pausedUntil;
            Admit();
        }
    }

    private void Recover()
    {
        lock (gate)
        {
            if (++calm >= AnswersToRecover)
            {
                calm = 0;
                allowedInFlight = Math.Min(mostInFlight, allowedInFlight + 1);
                budget.Scale = Math.Min(budget.MostScale, budget.Scale * 1.25);
            }
        }
    }

    /// <summary>Lets in whoever may go; sets the timer for the next. Called with the gate held.</summary>
    private void Admit()
    {
        while (inFlight < allowedInFlight && waiters.Min is { } first)
        {
            TimeSpan now = Now;
            TimeSpan pause = pausedUntil - now;
            TimeSpan held = budget.Wait(now, first.Cost);
            LaneWaiter? next = pause > TimeSpan.Zero ? null : held == TimeSpan.Zero ? first : Passing(now, first);
            if (next is null)
            {
                Postpone(first, Max(pause, held));
                return;
            }

            waiters.Remove(next);
            if (next.Place.TrySetResult())
            {
                inFlight++;
                budget.Spend(now, next.Cost);
            }
        }
    }

    /// <summary>Who may pass the first, a batch for which the window has not enough left: the next one for which it has. Only for a moment after the first
    /// was held up, so that it loses no more than that moment, and the rest of the window is not lost.</summary>
    private LaneWaiter? Passing(TimeSpan now, LaneWaiter first)
    {
        first.HeldSince ??= now;
        if (now - first.HeldSince > budget.Reaction / 10)
        {
            return null;
        }

        double tooMuch = first.Cost;
        foreach (LaneWaiter waiter in waiters)
        {
            if (waiter.Cost >= tooMuch)
            {
                continue;
            }

            if (budget.Wait(now, waiter.Cost) == TimeSpan.Zero)
            {
                return waiter;
            }

            tooMuch = waiter.Cost;
        }

        return null;
    }

    private void Postpone(LaneWaiter first, TimeSpan wait)
    {
        if (wait == TimeSpan.MaxValue)
        {
            return;
        }

        if (!first.IsPaced)
        {
            foreach (LaneWaiter waiter in waiters)
            {
                waiter.IsPaced = true;
            }

            first.Scope.Observer.Waiting(Name, wait, pausedUntil > Now ? "the service asks to wait" : "the quota is used up");
        }

        timer ??= time.CreateTimer(static lane => ((Lane)lane!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(wait + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    private void Tick()
    {
        lock (gate)
        {
            Admit();
        }
    }

    private void Leave(double cost)
    {
        lock (gate)
        {
            inFlight--;
            budget.Ended(Now, cost);
            Admit();
        }
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private sealed class Ticket(Lane lane, double cost) : IDisposable
    {
        private Lane? lane = lane;

        public void Dispose() => Interlocked.Exchange(ref lane, null)?.Leave(cost);
    }
}
