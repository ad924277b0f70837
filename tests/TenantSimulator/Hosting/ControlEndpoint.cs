using System.Text.Json;

namespace Ed2402Posture.TenantSimulator.Hosting;

/// <summary><c>/_simulator</c> on the Graph host, for tests that run the simulator in a process of its own: <c>GET log</c>,
/// <c>POST faults</c> (one rule) and <c>DELETE faults</c>. Not logged, no token needed.</summary>
internal sealed class ControlEndpoint(SimulatorOptions options, RequestLog log)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The answer, or null when the request is for the service.</summary>
    public ServiceResponse? Answer(ServiceRequest request)
    {
        if (request.Service != SimulatedService.Graph || request.Segments is not ["_simulator", .. var rest])
        {
            return null;
        }

        switch (request.Method, rest)
        {
            case ("GET", ["log"]):
                return ServiceResponse.Json(200, writer => JsonSerializer.Serialize(writer, log.Records, Json));
            case ("POST", ["faults"]):
                using (JsonDocument rule = JsonDocument.Parse(request.Body))
                {
                    lock (options.Faults)
                    {
                        options.Faults.Add(FaultRule.Parse(rule.RootElement));
                    }
                }

                return new ServiceResponse { Status = 204 };
            case ("DELETE", ["faults"]):
                lock (options.Faults)
                {
                    options.Faults.Clear();
                }

                return new ServiceResponse { Status = 204 };
            default:
                return new ServiceResponse { Status = 404 };
        }
    }
}
