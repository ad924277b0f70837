using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Credentials;

/// <summary>The log of one application's own sign-ins, summed up: the last use of each key.</summary>
internal sealed class WorkloadLog
{
    private readonly Dictionary<string, DateTimeOffset> byKey = new(StringComparer.OrdinalIgnoreCase);

    private WorkloadLog(LogCoverage coverage) => Coverage = coverage;

    /// <summary>What of the log was read.</summary>
    public LogCoverage Coverage { get; }

    /// <summary>From when on every sign-in is there; null when that cannot be said.</summary>
    public DateTimeOffset? From => Coverage.Status == DatasetStatus.Complete ? Coverage.From : null;

    /// <summary>The last sign-in by whatever credential.</summary>
    public DateTimeOffset? Last { get; private set; }

    /// <summary>Whether a sign-in names no credential: it may have been any.</summary>
    public bool HasUnnamed { get; private set; }

    public static WorkloadLog Of(LogReading<SignIn> reading)
    {
        var log = new WorkloadLog(reading.Coverage);
        foreach (SignIn signIn in reading.Entries().Where(s => s.Status?.ErrorCode == 0))
        {
            log.Add(signIn);
        }

        return log;
    }

    /// <summary>The last sign-in with a key, by its id or by its certificate's thumbprint.</summary>
    public DateTimeOffset? LastUsed(string? keyId, string? thumbprint) => Later(Find(keyId), Find(thumbprint));

    private void Add(SignIn signIn)
    {
        if (signIn.CreatedDateTime is not { } time)
        {
            return;
        }

        Last = Later(Last, time);
        string?[] names = [signIn.ServicePrincipalCredentialKeyId, signIn.ServicePrincipalCredentialThumbprint];
        bool named = false;
        foreach (string name in names.OfType<string>().Where(n => n.Length > 0 && !(Guid.TryParse(n, out Guid id) && id == Guid.Empty)))
        {
            named = true;
            byKey[name] = Later(Find(name), time)!.Value;
        }

        HasUnnamed |= !named;
    }

    private DateTimeOffset? Find(string? name) => name is not null && byKey.TryGetValue(name, out DateTimeOffset time) ? time : null;

    private static DateTimeOffset? Later(DateTimeOffset? left, DateTimeOffset? right) => left is null || right > left ? right : left;
}
