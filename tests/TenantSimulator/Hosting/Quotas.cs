using System.Globalization;
using Ed2402Posture.TenantSimulator.Arm;
using Ed2402Posture.TenantSimulator.Graph;

namespace Ed2402Posture.TenantSimulator.Hosting;

/// <summary>The quotas that the services publish, on a clock that may run faster. A request over its quota is refused with 429, with or without
/// Retry-After as each service does. Sources: Microsoft Graph 'throttling limits', 'list applications' (keyCredentials), Azure Resource Manager
/// 'request limits and throttling', Azure Resource Graph 'guidance for throttled requests'. That of PIM is not published: what others have seen.</summary>
internal sealed class Quotas(TimeProvider time, long users)
{
    private const double ResourceManagerBucket = 250;
    private const double ResourceManagerRefill = 25;

    private readonly object gate = new();
    private readonly long start = time.GetTimestamp();
    private readonly SlidingWindow directory = new(users < 50 ? 3500 : users <= 500 ? 5000 : 8000, TimeSpan.FromSeconds(10));
    private readonly SlidingWindow reports = new(5, TimeSpan.FromSeconds(10));
    private readonly SlidingWindow conditionalAccess = new(1, TimeSpan.FromSeconds(1));
    private readonly SlidingWindow keyCredentials = new(150, TimeSpan.FromMinutes(1));
    private readonly SlidingWindow pim = new(20, TimeSpan.FromSeconds(10));
    private readonly SlidingWindow resourceGraph = new(15, TimeSpan.FromSeconds(5));
    private double bucket = ResourceManagerBucket;
    private TimeSpan filled;

    private TimeSpan Now => time.GetElapsedTime(start);

    /// <summary>The refusal of a request over its quota; null when it may pass, and is counted.</summary>
    public ServiceResponse? Refuse(ServiceRequest request)
    {
        lock (gate)
        {
            return request.Service switch
            {
                SimulatedService.Graph => RefuseGraph(request),
                SimulatedService.ResourceManager when IsResourceGraph(request) => Take(resourceGraph, 1) ? null : ArmErrors.TooManyRequests().With("x-ms-user-quota-remaining", "0").With("x-ms-user-quota-resets-after", Wait(resourceGraph).ToString("hh\\:mm\\:ss", CultureInfo.InvariantCulture)),
                SimulatedService.ResourceManager => RefuseResourceManager(),
                _ => null,
            };
        }
    }

    /// <summary>Counts what an answer took, where that is known only then, and tells how near the limits are.</summary>
    public void Count(ServiceRequest request, ServiceResponse response)
    {
        lock (gate)
        {
            if (request.Service == SimulatedService.Graph && response.Headers.TryGetValue("x-ms-resource-unit", out string? units))
            {
                directory.Take(Now, double.Parse(units, CultureInfo.InvariantCulture));
                double share = directory.Used(Now) / directory.Limit;
                if (share >= 0.8)
                {
                    response.Headers["x-ms-throttle-limit-percentage"] = Math.Min(share, 1.8).ToString("0.0", CultureInfo.InvariantCulture);
                }
            }
            else if (request.Service == SimulatedService.ResourceManager && IsResourceGraph(request))
            {
                response.Headers["x-ms-user-quota-remaining"] = Math.Max(0, resourceGraph.Limit - resourceGraph.Used(Now)).ToString("0", CultureInfo.InvariantCulture);
                response.Headers["x-ms-user-quota-resets-after"] = "00:00:05";
            }
        }
    }

    private ServiceResponse? RefuseGraph(ServiceRequest request)
    {
        string path = request.RawPath;
        if (path.EndsWith("/$batch", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // Conditional access and identity protection answer without Retry-After.
        if (Has(path, "/identity/conditionalAccess/") || Has(path, "/identityProtection/"))
        {
            return Take(conditionalAccess, 1) ? null : GraphErrors.TooManyRequests();
        }

        SlidingWindow? window =
            Has(path, "/reports/") || Has(path, "/auditLogs/") || Selects(request, "signInActivity") ? reports
            : Has(path, "ScheduleInstances") || Has(path, "roleManagementPolicyAssignments") ? pim
            : Selects(request, "keyCredentials") ? keyCredentials
            : null;
        if (window is not null && !Take(window, 1))
        {
            return After(GraphErrors.TooManyRequests(), Wait(window));
        }

        return directory.Used(Now) >= directory.Limit ? After(GraphErrors.TooManyRequests(), Wait(directory)) : null;
    }

    private ServiceResponse? RefuseResourceManager()
    {
        TimeSpan now = Now;
        bucket = Math.Min(ResourceManagerBucket, bucket + ((now - filled).TotalSeconds * ResourceManagerRefill));
        filled = now;
        if (bucket < 1)
        {
            return After(ArmErrors.TooManyRequests(), TimeSpan.FromSeconds(1));
        }

        bucket--;
        return null;
    }

    private bool Take(SlidingWindow window, double cost)
    {
        if (window.Used(Now) + cost > window.Limit)
        {
            return false;
        }

        window.Take(Now, cost);
        return true;
    }

    private TimeSpan Wait(SlidingWindow window) => TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(window.Wait(Now).TotalSeconds)));

    private static ServiceResponse After(ServiceResponse response, TimeSpan wait) => response.With("Retry-After", wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture));

    private static bool IsResourceGraph(ServiceRequest request) => Has(request.RawPath, "/Microsoft.ResourceGraph/");

    private static bool Has(string path, string part) => path.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static bool Selects(ServiceRequest request, string property) => request.Query.TryGetValue("$select", out var select) && Has(select.ToString(), property);
}
