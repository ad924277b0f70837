using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Proof;

/// <summary>Authentication methods that were added to an account since the exposure: a way back in for whoever had the credential.</summary>
internal static class MethodsAdded
{
    private static readonly string[] Activities = ["User registered security info", "User registered all required security info", "Admin registered security info", "User changed default security info", "Register device", "Create Temporary Access Pass"];

    /// <summary>A sentence that lists them; empty when the log of changes shows none, or was not read for this user.</summary>
    public static string Since(ExposureRecord record, User user, TenantFacts facts)
    {
        Dataset<DirectoryAudit> audits = facts.Snapshot.Get(Datasets.DirectoryAudits);
        DirectoryAudit[] added = [.. audits.Items
            .Where(a => a.ActivityDateTime >= record.Since && a.Result == "success" && Activities.Contains(a.ActivityDisplayName, StringComparer.OrdinalIgnoreCase)
                && (a.TargetResources ?? []).Any(t => TenantFacts.Same(t.Id, user.Id)))
            .OrderBy(a => a.ActivityDateTime)];
        return added.Length == 0 ? "" : $" Added since: {string.Join("; ", added.Select(a => $"{EvidenceItem.Time(a.ActivityDateTime)} {a.ActivityDisplayName}{(string.IsNullOrEmpty(a.ResultReason) ? "" : $" ({a.ResultReason})")}"))}.";
    }
}
