using System.Text;

namespace Ed2402Posture.TenantSimulator.Hosting;

/// <summary>Answers requests for one service.</summary>
internal interface IService
{
    Task<ServiceResponse> AnswerAsync(ServiceRequest request, CancellationToken cancellationToken);
}

/// <summary>A fault broke the connection.</summary>
internal sealed class BrokenConnectionException : Exception;

/// <summary>Takes each request, and each part of a batch, through faults, service and log.</summary>
internal sealed class Dispatcher(SimulatorOptions options, RequestLog log)
{
    private readonly Quotas? quotas = options.Quotas ? new Quotas(options.Clock, options.Crowd.Users + options.Snapshot.Get(Core.Snapshots.Datasets.Users).Count) : null;

    public Dictionary<SimulatedService, IService> Services { get; } = [];

    public async Task<ServiceResponse> AnswerAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        FaultRule? fault = Fault(request);
        int status = 0;
        try
        {
            if (options.Latency > TimeSpan.Zero && !request.IsBatchPart)
            {
                await Task.Delay(options.Latency, options.Clock, cancellationToken);
            }

            if (fault is { Delay.Ticks: > 0 })
            {
                await Task.Delay(fault.Delay, cancellationToken);
            }

            if (fault is { Abort: true })
            {
                throw new BrokenConnectionException();
            }

            ServiceResponse response = fault is { Status: { } wrong }
                ? new ServiceResponse { Status = wrong, Headers = { ["Content-Type"] = "application/json" }, Body = Encoding.UTF8.GetBytes(fault.Body ?? "") }
                : await AnswerWithinQuotaAsync(request, cancellationToken);
            response = fault is null ? response : Apply(fault, request, response);
            status = response.Status;
            return response;
        }
        finally
        {
            log.Add(request, status);
        }
    }

    private async Task<ServiceResponse> AnswerWithinQuotaAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        if (quotas?.Refuse(request) is { } refusal)
        {
            return refusal;
        }

        ServiceResponse response = await Services[request.Service].AnswerAsync(request, cancellationToken);
        quotas?.Count(request, response);
        return response;
    }

    private FaultRule? Fault(ServiceRequest request)
    {
        lock (options.Faults)
        {
            return options.Faults.FirstOrDefault(f => f.Take(request));
        }
    }

    private static ServiceResponse Apply(FaultRule fault, ServiceRequest request, ServiceResponse response)
    {
        Func<string, string>? rewrite = fault.RewriteFor is { } rewriteFor ? text => rewriteFor(new Uri(request.Root, request.PathAndQuery), text) : fault.Rewrite;
        foreach ((string name, string value) in fault.Headers)
        {
            response.Headers[name] = value;
        }

        return new ServiceResponse
        {
            Status = response.Status, Headers = response.Headers, AbortAfterBytes = fault.AbortAfterBytes, StallAfterBytes = fault.StallAfterBytes, Trickle = fault.Trickle,
            Body = rewrite is null ? response.Body : Encoding.UTF8.GetBytes(rewrite(response.Text)),
        };
    }
}
