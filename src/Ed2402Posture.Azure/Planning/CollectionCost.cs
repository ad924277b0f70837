using Ed2402Posture.Azure.Transport;

namespace Ed2402Posture.Azure.Planning;

/// <summary>What reading a dataset takes: from which quota, and how many requests, by what is known of the tenant. Every collector of a
/// scan has one; where all is known the figures are exact, and a test holds them against what scans send.</summary>
/// <param name="Lane">The quota that its requests take from.</param>
/// <param name="Reads">The requests. Uses <see cref="KnownTenant"/> alone, which notes whether it had to guess.</param>
/// <param name="Units">What a request takes from the quota.</param>
internal sealed record CollectionCost(Func<Lanes, Lane> Lane, Func<KnownTenant, Reads> Reads, double Units = 1)
{
    /// <summary>A cost in the directory's quota.</summary>
    public static CollectionCost Directory(Func<KnownTenant, Reads> reads, double units = 1) => new(static lanes => lanes.Directory, reads, units);

    /// <summary>A cost in the quota of the reports.</summary>
    public static CollectionCost Reports(Func<KnownTenant, Reads> reads) => new(static lanes => lanes.Reports, reads);

    /// <summary>A cost in the quota of Azure Resource Manager.</summary>
    public static CollectionCost ResourceManager(Func<KnownTenant, Reads> reads) => new(static lanes => lanes.ResourceManager, reads);

    /// <summary>A cost in the quota of Resource Graph.</summary>
    public static CollectionCost ResourceGraph(Func<KnownTenant, Reads> reads) => new(static lanes => lanes.ResourceGraph, reads);
}
