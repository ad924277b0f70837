namespace Ed2402Posture.Core.Exposure.Spray;

/// <summary>What counts as a password spray.</summary>
public sealed record SprayOptions
{
    /// <summary>The default.</summary>
    public static readonly SprayOptions Default = new();

    /// <summary>The least number of accounts tried from one source or with one signature.</summary>
    public int MinimumAccounts { get; init; } = 8;
    /// <summary>The most tries of one account on a day on which it is tried, on average; more is a broken client or a brute force.</summary>
    public double MaximumTriesPerDay { get; init; } = 4;
    /// <summary>The least share of a group's accounts that ordinary failures must not explain.</summary>
    public double MinimumPurity { get; init; } = 0.95;
    /// <summary>The most failed sign-ins kept in memory (about 40 bytes each, and their texts); more are counted and said.</summary>
    public int MaximumFailures { get; init; } = 2_000_000;
}
