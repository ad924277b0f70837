using System.Net.Http;
using System.Security.Authentication;
using System.Text.Json;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Sends a call until it is answered, at the pace of its lane: tries again what may work later, counts everything. Reading the
/// body is part of an attempt, so that an answer that breaks off or is no JSON is asked for again too.</summary>
internal sealed class Sender(TimeProvider time)
{
    private const int MostAttempts = 6;
    private const int MostThrottledAttempts = 10;

    private static readonly TimeSpan HeaderPatience = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan BodyPatience = TimeSpan.FromSeconds(30);

    /// <summary>The clock of everything that waits.</summary>
    public TimeProvider Time => time;

    /// <summary>Sends the call and reads its answer.</summary>
    /// <param name="scope">Whose request it is.</param>
    /// <param name="lane">The quota that it takes from.</param>
    /// <param name="service">Who answers.</param>
    /// <param name="call">What is asked.</param>
    /// <param name="cost">What it takes from the quota.</param>
    /// <param name="read">Reads a successful answer; may run several times, and leaves no trace when it throws.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="ReadException">Refused, or not answered in all the attempts.</exception>
    public async Task<T> SendAsync<T>(RequestScope scope, Lane lane, IService service, Call call, double cost, Func<Reply, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        bool renewed = false;
        Call asked = call;
        for (int attempt = 1; ; attempt++)
        {
            Attempt<T> result;
            call = asked with { Address = scope.Offered(asked.Address) };
            using (await lane.EnterAsync(cost, scope, cancellationToken).ConfigureAwait(false))
            {
                result = await TryAsync(scope, lane, service, call, attempt > 1, read, cancellationToken).ConfigureAwait(false);
            }

            if (result.Failure is not { } failure)
            {
                return result.Value!;
            }

            if (scope.Learn(failure.Error, call.Address))
            {
                continue;
            }

            bool renew = failure.Error?.Status == 401 && !renewed;
            renewed |= renew;
            bool mayTryAgain = renew || (failure.Error is null || failure.Error.IsTransient) && attempt < (failure.Error?.IsThrottled == true ? MostThrottledAttempts : MostAttempts);
            if (!mayTryAgain)
            {
                scope.Ledger.FailedRequest(failure.Error?.RequestId);
                throw failure;
            }

            if (!renew)
            {
                await WaitAsync(scope, lane, failure, attempt, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<Attempt<T>> TryAsync<T>(RequestScope scope, Lane lane, IService service, Call call, bool again, Func<Reply, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        scope.Ledger.Sent(lane, time.GetUtcNow(), again, call.Parts.Count);
        Announce(scope, call);
        using var headersDue = new CancellationTokenSource(HeaderPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, headersDue.Token);
        try
        {
            using Reply reply = await service.SendAsync(call, either.Token).ConfigureAwait(false);
            headersDue.CancelAfter(Timeout.InfiniteTimeSpan);
            using var body = new BodyStream(reply.Content, count => scope.Ledger.Bytes(lane, count), BodyPatience, time);
            var counted = new Reply(reply.Status, body, reply.Header, reply);
            lane.Observe(reply);
            if (long.TryParse(reply.Header("x-ms-resource-unit"), out long units))
            {
                scope.Ledger.ResourceUnits(lane, units);
            }

            T? value = default;
            ReadException? failure = null;
            if (reply.IsSuccess)
            {
                value = await read(counted, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                ServiceError error = ServiceError.From(reply.Status, await Bodies.ReadAllAsync(body, cancellationToken).ConfigureAwait(false), reply.Header, time.GetUtcNow());
                failure = new ReadException(error);
                scope.Ledger.Throttled(lane, error.IsThrottled ? 1 : 0);
            }

            scope.Ledger.Answered(time.GetUtcNow());
            return new Attempt<T>(value, failure);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && IsUntrusted(exception))
        {
            throw new ReadException($"the certificate of '{call.Address.Host}' is not trusted", null, exception);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && Broken(exception, call.Address) is { } words)
        {
            return new Attempt<T>(default, new ReadException($"{call.Address.Host}: {words}", null, exception));
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is not OperationCanceledException && Broken(exception, call.Address) is not null)
        {
            // What broke while the scan was being stopped is no news.
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    private static void Announce(RequestScope scope, Call call)
    {
        scope.Observer.Request(call.Method.Method, call.Address);
        foreach (Uri part in call.Parts)
        {
            scope.Observer.Request("GET in $batch", part);
        }
    }

    private async Task WaitAsync(RequestScope scope, Lane lane, ReadException failure, int attempt, CancellationToken cancellationToken)
    {
        TimeSpan wait = failure.Error?.RetryAfter ?? Waits.Backoff(attempt);
        if (failure.Error?.IsThrottled == true)
        {
            lane.Throttled(wait);
            return;
        }

        scope.Observer.Waiting(lane.Name, wait, failure.Message);
        scope.Ledger.Waited(lane, wait);
        await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asking again does not make a certificate trusted.</summary>
    private static bool IsUntrusted(Exception exception) =>
        exception is AuthenticationException || (exception.InnerException is { } inner && IsUntrusted(inner));

    /// <summary>What broke, in words, when trying again may help; null when the exception is something else.</summary>
    private static string? Broken(Exception exception, Uri address) => exception switch
    {
        JsonException or InvalidDataException => "the answer is damaged",
        TimeoutException or OperationCanceledException => "no answer in time",
        HttpRequestException or IOException or global::Azure.RequestFailedException { Status: 0 } => ConnectionFailure.Words(exception, address),
        _ => null,
    };

    private readonly record struct Attempt<T>(T? Value, ReadException? Failure);
}
