using System.Collections.Concurrent;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Credentials;

/// <summary>What the log of sign-ins of workloads shows of the use of their credentials: where the reports of last uses are not to be had. It reaches back as far as
/// the service keeps it, and what lies before stays unknown.</summary>
public sealed class WorkloadSignIns
{
    /// <summary>How long the service keeps sign-ins. Source: 'Microsoft Entra data retention'.</summary>
    public const int KeptDays = 30;

    /// <summary>Readings at a time; the service answers five in ten seconds.</summary>
    private const int SideBySide = 5;

    private readonly ConcurrentDictionary<string, WorkloadLog> logs = new(StringComparer.OrdinalIgnoreCase);

    private WorkloadSignIns()
    {
    }

    /// <summary>Reads the sign-ins of applications, one application after the other; sign-ins that failed are no use.</summary>
    /// <param name="source">Gives logs.</param>
    /// <param name="appIds">The applications, by application (client) id.</param>
    /// <param name="from">From when on (UTC).</param>
    /// <param name="cancellationToken">Ends it; what was read stays in the cache.</param>
    public static async Task<WorkloadSignIns> ReadAsync(ILogs source, IEnumerable<string> appIds, DateTimeOffset from, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(appIds);
        var read = new WorkloadSignIns();
        await Parallel.ForEachAsync(
            appIds.Distinct(StringComparer.OrdinalIgnoreCase),
            new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellationToken },
            async (appId, token) =>
            {
                LogReading<SignIn> reading = await source.ReadAsync(new LogStream<SignIn>(Datasets.OtherSignIns, LogKind.WorkloadSignIns, appId), from, token).ConfigureAwait(false);
                read.logs[appId] = WorkloadLog.Of(reading);
            }).ConfigureAwait(false);
        return read;
    }

    /// <summary>The applications whose log is worth reading: those with a secret or certificate that works and whose last use no report dates, and managed identities
    /// that are privileged.</summary>
    /// <param name="analysis">The tenant.</param>
    /// <param name="isWanted">Which credentials are looked at.</param>
    /// <param name="ofPrivilegedAlone">Whether only privileged workloads are looked at.</param>
    public static IReadOnlyCollection<string> Worth(TenantAnalysis analysis, Func<AppCredential, bool> isWanted, bool ofPrivilegedAlone)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(isWanted);
        IEnumerable<string?> credentials = AppCredentialReader.Read(analysis)
            .Where(c => c is { Kind: not CredentialKind.Federated, Use: CredentialUse.SignIn, State: CredentialState.Active, LastUsed: null, IsAzures: false } && (!ofPrivilegedAlone || c.Privileges is not null) && isWanted(c))
            .Select(c => c.AppId);
        IEnumerable<string?> identities = ofPrivilegedAlone ? analysis.Privilege.Accounts.Where(a => a.Type == Privilege.PrincipalType.ManagedIdentity).Select(a => a.UserPrincipalName) : [];
        return [.. credentials.Concat(identities).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>What was read of an application's log; null when it was not asked for.</summary>
    internal WorkloadLog? Of(string? appId) => appId is null ? null : logs.GetValueOrDefault(appId);
}
