using System.Globalization;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>EXP-06: no privileged principal is at risk, and the logs that a review needs are exported and kept. One finding a principal at risk, one for each kind that
/// has none, one a log.</summary>
internal sealed class Exp06RiskIsSeenAndLogsAreKept : Check
{
    private const string LogType = "Log";
    private static readonly Threshold Retention = new("minimumRetentionDays", 90, "days", "Fewest days that a target to which logs go keeps them.");
    private static readonly string[] NeededLogs = ["AuditLogs", "SignInLogs", "NonInteractiveUserSignInLogs", "ServicePrincipalSignInLogs", "ManagedIdentitySignInLogs"];

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "EXP-06",
        Title = "No privileged principal is at risk, and the logs to review are exported and kept",
        Category = CheckCategory.Exposure,
        Severity = Severity.Critical,
        Provenance = [Provenance.ED, Provenance.BOD, Provenance.SCuBA],
        References = ["SCuBA MS.AAD.2.1v1", "SCuBA MS.AAD.4.1v1", "NIST AU-4", "NIST AU-6", "NIST SI-4", "ATT&CK T1562.008"],
        Remediation = "Investigate the principal, reset its credentials and confirm or dismiss the risk. Export the log in the diagnostic settings of Microsoft Entra ID to a workspace or storage account that keeps it long enough.",
        Needs = [],
        Widens = [.. PrivilegeNeeds.All, Datasets.RiskyUsers, Datasets.RiskyServicePrincipals, Datasets.DirectoryDiagnosticSettings],
        Thresholds = [Retention],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        bool whole = PrivilegeNeeds.All.All(context.IsMet);
        IEnumerable<(string, string?, string?, DateTimeOffset?)> users = context.Snapshot.Get(Datasets.RiskyUsers).Items.Select(u => (u.Id, u.RiskState, u.RiskLevel, u.RiskLastUpdatedDateTime));
        IEnumerable<(string, string?, string?, DateTimeOffset?)> workloads = context.Snapshot.Get(Datasets.RiskyServicePrincipals).Items.Select(p => (p.Id, p.RiskState, p.RiskLevel, p.RiskLastUpdatedDateTime));
        return Risks(context, users, Datasets.RiskyUsers, "user", whole).Concat(Risks(context, workloads, Datasets.RiskyServicePrincipals, "service principal", whole)).Concat(Logs(context));
    }

    private IEnumerable<Finding> Risks(CheckContext context, IEnumerable<(string Id, string? State, string? Level, DateTimeOffset? At)> risks, DatasetDefinition dataset, string kind, bool whole)
    {
        bool any = false;
        foreach ((string id, string? state, string? level, DateTimeOffset? at) in risks)
        {
            if (context.Privilege.Find(id) is { } account)
            {
                any = true;
                yield return Fail(
                    context, Subject.Of(account), $"The {kind} is {(state == "confirmedCompromised" ? "confirmed as compromised" : "at risk")}, and holds {account.Roles}.", dataset.Name,
                    string.Create(CultureInfo.InvariantCulture, $"riskState={state}; riskLevel={level}; riskLastUpdated={at:yyyy-MM-dd HH:mm}"), account.Tier == Tiers.ControlPlane ? null : Severity.High);
            }
        }

        if (!any && whole && context.IsMet(dataset))
        {
            yield return Pass(context, new Subject($"Every privileged {kind}", dataset.Name, "Risk"), $"No privileged {kind} is at risk.", dataset.Name);
        }
    }

    private IEnumerable<Finding> Logs(CheckContext context)
    {
        if (!context.IsMet(Datasets.DirectoryDiagnosticSettings))
        {
            yield break;
        }

        DirectoryDiagnosticSetting[] settings = [.. context.Snapshot.Get(Datasets.DirectoryDiagnosticSettings).Items];
        foreach (string log in NeededLogs)
        {
            yield return Judge(context, log, [.. settings.Where(s => Exports(s, log))]);
        }
    }

    private Finding Judge(CheckContext context, string log, DirectoryDiagnosticSetting[] settings)
    {
        var subject = new Subject(log, log, LogType);
        int least = context.Threshold(Metadata, Retention.Name);
        LogTarget[] targets = [.. settings.SelectMany(s => LogTarget.Of(s, log))];
        string evidence = string.Join("; ", targets.Select(t => $"{t.Setting} to {t.Text}"));
        LogTarget? longest = targets.MaxBy(t => t.Days ?? -1);
        return longest is null
            ? Fail(context, subject, $"{log} is not exported: what the tenant itself no longer keeps (30 days, without a licence 7) is lost.", Datasets.DirectoryDiagnosticSettings.Name, severity: Severity.High)
            : longest.Days >= least
                ? Pass(context, subject, longest.Days == LogTarget.Forever ? $"{log} is exported to {longest.Kind} that deletes it by no rule." : string.Create(CultureInfo.InvariantCulture, $"{log} is exported to {longest.Kind} that keeps it for {longest.Days} days."), Datasets.DirectoryDiagnosticSettings.Name, evidence)
                : Array.TrueForAll(targets, t => t is { Days: not null, PassesOn: false })
                    ? Fail(context, subject, string.Create(CultureInfo.InvariantCulture, $"{log} is kept for {longest.Days} days at most (limit {least})."), Datasets.DirectoryDiagnosticSettings.Name, evidence, Severity.High)
                    : targets.FirstOrDefault(t => t.IsUnread) is { } unread
                        ? NotAssessed(context, subject, string.Create(CultureInfo.InvariantCulture, $"Partial: {Datasets.DirectoryDiagnosticSettings.Name} names {unread.Kind} that could not be read, so whether {log} is kept for {least} days is unknown."), Datasets.DirectoryDiagnosticSettings.Name, evidence)
                        : Warn(context, subject, string.Create(CultureInfo.InvariantCulture, $"{log} is exported to {targets.First(t => t.PassesOn).Kind}; how long what takes it from there keeps it cannot be read: see that it is {least} days at least."), Datasets.DirectoryDiagnosticSettings.Name, evidence, Severity.Low);
    }

    private static bool Exports(DirectoryDiagnosticSetting setting, string log) =>
        (setting.Properties?.Logs ?? []).Any(l => l.Enabled == true && (string.Equals(l.Category, log, StringComparison.OrdinalIgnoreCase) || string.Equals(l.CategoryGroup, "allLogs", StringComparison.OrdinalIgnoreCase)));
}
