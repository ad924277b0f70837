using System.Globalization;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Credentials;

namespace Ed2402Posture.Commands;

/// <content>Logs of workloads' sign-ins, where the reports of last uses do not tell.</content>
public abstract partial class AnalysisCmdlet
{
    /// <summary>So many applications take a while: the service answers five requests in ten seconds.</summary>
    private const int Many = 50;

    /// <summary>Reads the sign-ins of applications whose credentials' last use no report dates.</summary>
    /// <param name="analysis">The tenant.</param>
    /// <param name="cachePath">The cache's folder; null means the user's own.</param>
    /// <param name="isWanted">Which credentials are looked at.</param>
    /// <param name="ofPrivilegedAlone">Whether only privileged workloads are looked at.</param>
    /// <param name="cancellationToken">Ends it at once; what was read stays in the cache.</param>
    private protected async Task<TenantAnalysis> WithSignInsAsync(TenantAnalysis analysis, string? cachePath, Func<AppCredential, bool> isWanted, bool ofPrivilegedAlone, CancellationToken cancellationToken)
    {
        IReadOnlyCollection<string> applications = WorkloadSignIns.Worth(analysis, isWanted, ofPrivilegedAlone);
        string what = string.Create(CultureInfo.InvariantCulture, $"The sign-in log of {applications.Count} applications is read, at least a request for each, five in ten seconds: {TimeSpan.FromSeconds(applications.Count * 2):h' h 'm' min'} or more.");
        if (applications.Count > Many)
        {
            await WriteWarningAsync($"{what} What was read is kept.").ConfigureAwait(false);
        }
        else
        {
            await WriteVerboseAsync(what).ConfigureAwait(false);
        }

        DateTimeOffset from = analysis.Snapshot.Info.CollectedAt.AddDays(-WorkloadSignIns.KeptDays);
        return analysis.WithSignIns(await WithLogsAsync(analysis.Snapshot, cachePath, logs => WorkloadSignIns.ReadAsync(logs, applications, from, cancellationToken), cancellationToken).ConfigureAwait(false));
    }
}
