using System.Globalization;
using Ed2402Posture.Core.Exposure.Review;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>Tells which changes of a log give somebody power over the tenant: credentials, permissions and owners of privileged principals and of what the case names,
/// roles, federation.</summary>
internal sealed class PowerChanges
{
    private readonly Dictionary<string, Subject> subjects = new(StringComparer.OrdinalIgnoreCase);
    private readonly Subject tenant;

    public PowerChanges(CheckContext context)
    {
        tenant = context.Tenant;
        foreach (PrivilegedAccount account in context.Privilege.Accounts)
        {
            subjects.TryAdd(account.Id, Subject.Of(account));
        }

        var powerful = context.Analysis.Exposure.Select(r => r.SubjectId).OfType<string>().Concat(context.Privilege.Accounts.Select(a => a.Id)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (ServicePrincipal principal in context.Snapshot.Get(Datasets.ServicePrincipals).Items.Where(p => powerful.Contains(p.Id) || powerful.Contains(p.AppId ?? "")))
        {
            subjects.TryAdd(principal.Id, new Subject(principal.DisplayName ?? principal.Id, principal.Id, nameof(PrincipalType.ServicePrincipal)));
            powerful.Add(principal.AppId ?? principal.Id);
        }

        foreach (Application application in context.Snapshot.Get(Datasets.Applications).Items.Where(a => powerful.Contains(a.AppId ?? "")))
        {
            subjects.TryAdd(application.Id, new Subject(application.DisplayName ?? application.Id, application.Id, Subject.ApplicationType));
        }

        foreach (Group group in context.Snapshot.Get(Datasets.Groups).Items)
        {
            subjects.TryAdd(group.Id, new Subject(group.DisplayName ?? group.Id, group.Id, "Group"));
        }

        foreach (var result in context.Analysis.Exposure.Where(r => r is { SubjectType: "User", SubjectId: not null }))
        {
            subjects.TryAdd(result.SubjectId!, new Subject(result.Subject, result.SubjectId!, result.SubjectType!));
        }
    }

    /// <summary>What the change is about; null when it gives nobody power, or failed.</summary>
    public ActivityKind? KindOf(DirectoryAudit audit)
    {
        if (!string.Equals(audit.Result, "success", StringComparison.OrdinalIgnoreCase) || IsActivation(audit))
        {
            return null;
        }

        ActivityKind? kind = AuditActivities.KindOf(audit);
        return kind switch
        {
            ActivityKind.FederationChange => kind,
            ActivityKind.RoleChange => kind,
            ActivityKind.CredentialChange or ActivityKind.Consent or ActivityKind.OwnerChange or ActivityKind.MethodChange => Targets(audit).Any(t => subjects.ContainsKey(t.Id!)) ? kind : null,
            _ => null,
        };
    }

    /// <summary>The privileged principal, or what the case names, to which it was done; else the first thing that the entry names; else the tenant.</summary>
    public Subject SubjectOf(DirectoryAudit audit)
    {
        AuditTarget[] targets = [.. Targets(audit)];
        return Array.Find(targets, t => subjects.ContainsKey(t.Id!)) is { } known ? subjects[known.Id!]
            : targets is [var first, ..] ? new Subject(first.UserPrincipalName ?? first.DisplayName ?? first.Id!, first.Id!, string.IsNullOrEmpty(first.Type) ? "Object" : first.Type)
            : tenant;
    }

    /// <summary>The change in a sentence.</summary>
    public static string Words(DirectoryAudit audit)
    {
        string actor = audit.InitiatedBy?.User?.UserPrincipalName ?? audit.InitiatedBy?.User?.Id ?? audit.InitiatedBy?.App?.DisplayName ?? audit.InitiatedBy?.App?.AppId ?? "An unnamed actor";
        string targets = string.Join(", ", (audit.TargetResources ?? []).Select(t => t.UserPrincipalName ?? t.DisplayName ?? t.Id).OfType<string>().Where(t => t.Length > 0).Distinct().Take(4));
        return string.Create(CultureInfo.InvariantCulture, $"{audit.ActivityDisplayName} by {actor} on {audit.ActivityDateTime:yyyy-MM-dd HH:mm} UTC{(targets.Length == 0 ? "" : $" ({targets})")}.");
    }

    private static IEnumerable<AuditTarget> Targets(DirectoryAudit audit) => (audit.TargetResources ?? []).Where(t => !string.IsNullOrEmpty(t.Id));

    // Who activates an eligible role changes nothing that was not decided before; a request is followed by its completion.
    private static bool IsActivation(DirectoryAudit audit)
    {
        string name = audit.ActivityDisplayName ?? "";
        return name.Contains("PIM activation", StringComparison.OrdinalIgnoreCase) || name.Contains("requested", StringComparison.OrdinalIgnoreCase) || name.Contains("PIM deactivation", StringComparison.OrdinalIgnoreCase)
            || name.Contains("PIM activation expired", StringComparison.OrdinalIgnoreCase) || string.Equals(audit.InitiatedBy?.App?.DisplayName, "MS-PIM", StringComparison.OrdinalIgnoreCase);
    }
}
