using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Proof;

/// <summary>Authentication methods that were added to an account since the exposure: a way back in for whoever had the credential.</summary>
internal static class MethodsAdded
{
    private static readonly string[] Activities = ["User registered security info", "User registered all required security info", "Admin registered security info", "User changed default security info", "Register device", "Create Temporary Access Pass"];

    /// <summary>The methods in a sentence, and from when on the log shows them; null when the log of changes was not read.</summary>
    public static string? Since(ExposureRecord record, User user, TenantFacts facts)
    {
        Dataset<DirectoryAudit> audits = facts.Snapshot.Get(Datasets.DirectoryAudits);
        if (audits.State.Status is not (DatasetStatus.Complete or DatasetStatus.Partial))
        {
            return null;
        }

        DirectoryAudit[] added = [.. audits.Items
            .Where(a => a.ActivityDateTime >= record.Since && a.Result == "success" && Activities.Contains(a.ActivityDisplayName, StringComparer.OrdinalIgnoreCase)
                && (a.TargetResources ?? []).Any(t => TenantFacts.Same(t.Id, user.Id)))
            .OrderBy(a => a.ActivityDateTime)];
        string list = added.Length == 0 ? "None" : string.Join("; ", added.Select(a => $"{EvidenceItem.Time(a.ActivityDateTime)} {a.ActivityDisplayName}{(string.IsNullOrEmpty(a.ResultReason) ? "" : $" ({a.ResultReason})")}"));
        ChangeWindow? window = ChangeWindow.Of(facts.Snapshot);
        return audits.IsComplete && window?.From <= record.Since ? $"{list}." : $"{list}; the log shows {window?.Text ?? "an unknown part of the time"} only.";
    }
}
