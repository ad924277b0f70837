namespace Ed2402Posture.Azure.Transport;

/// <summary>One lane for each quota of the services; they run side by side. Numbers: Microsoft Graph 'throttling limits', Azure Resource
/// Manager 'request limits and throttling', Azure Resource Graph 'guidance for throttled requests'.</summary>
/// <param name="time">The clock of the pacing.</param>
/// <param name="isPaced">Whether the quotas are kept; without, only the number of requests in flight is limited, for measurements.</param>
internal sealed class Lanes(TimeProvider time, bool isPaced = true) : IDisposable
{
    /// <summary>Users, groups, applications, roles, policies: resource units. The published budget grows with the tenant (3,500, 5,000 or
    /// 8,000 in 10 s). It begins with the smallest, and stays below the four fifths from which the service warns.</summary>
    public Lane Directory { get; } = new("directory", 10, Window(isPaced, 2700, TimeSpan.FromSeconds(10), 6300, 8000), time);

    /// <summary>Reports, sign-in activity: 5 in 10 s for each application and tenant.</summary>
    public Lane Reports { get; } = new("reports", 5, Window(isPaced, 5, TimeSpan.FromSeconds(10)), time);

    /// <summary>Conditional access and identity protection: 1 a second for all applications of the tenant together.</summary>
    public Lane ConditionalAccess { get; } = new("conditional access", 1, Window(isPaced, 1, TimeSpan.FromSeconds(1)), time);

    /// <summary>Lists that select <c>keyCredentials</c>: 150 a minute for each tenant.</summary>
    public Lane KeyCredentials { get; } = new("key credentials", 2, Window(isPaced, 150, TimeSpan.FromMinutes(1)), time);

    /// <summary>Privileged Identity Management: no limit is published. Observed: about 20 in 10 s.</summary>
    public Lane Pim { get; } = new("privileged identity management", 4, Window(isPaced, 20, TimeSpan.FromSeconds(10)), time);

    /// <summary>Azure Resource Manager, reads: a bucket of 250 that refills by 25 a second.</summary>
    public Lane ResourceManager { get; } = new("resource manager", 10, isPaced ? new BucketBudget(250, 25, 15) : Window(isPaced, 0, default), time);

    /// <summary>Azure Resource Graph: 15 queries in 5 s.</summary>
    public Lane ResourceGraph { get; } = new("resource graph", 4, Window(isPaced, 15, TimeSpan.FromSeconds(5)), time);

    /// <summary>All of them.</summary>
    public IReadOnlyList<Lane> All => [Directory, Reports, ConditionalAccess, KeyCredentials, Pim, ResourceManager, ResourceGraph];

    private static WindowBudget Window(bool isPaced, double limit, TimeSpan window, double? most = null, double? published = null) => isPaced ? new(limit, window, most, published) : new(double.MaxValue, window);

    public void Dispose()
    {
        foreach (Lane lane in All)
        {
            lane.Dispose();
        }
    }
}
