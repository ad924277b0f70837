using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Authentication;

/// <summary>An authentication method that was added to an account. Source: Microsoft Entra, 'Audit log activity reference', service Authentication Methods (2026).</summary>
/// <param name="At">When (UTC).</param>
/// <param name="What">What the log says was added.</param>
/// <param name="Actor">Who did it, in words; null when the person itself did.</param>
internal sealed record MethodAddition(DateTimeOffset At, string What, string? Actor)
{
    // 'User registered all required security info' repeats what the entries beside it say; a default that changes adds nothing.
    private static readonly string[] Additions = ["registered security info", "updated security info", "Add ", "Added ", "Create ", "Created ", "Assign "];

    /// <summary>The addition to that account that an entry is; null when it is none, or did not succeed.</summary>
    public static MethodAddition? Of(DirectoryAudit audit, string userId)
    {
        bool about = audit.TargetResources?.Any(t => string.Equals(t.Id, userId, StringComparison.OrdinalIgnoreCase)) == true;
        if (!about || audit.ActivityDateTime is not { } at || !string.Equals(audit.Result, "success", StringComparison.OrdinalIgnoreCase) || audit.ActivityDisplayName is not { } activity)
        {
            return null;
        }

        bool adds = Additions.Any(a => a.EndsWith(' ') ? activity.StartsWith(a, StringComparison.OrdinalIgnoreCase) : activity.EndsWith(a, StringComparison.OrdinalIgnoreCase));
        return adds ? new MethodAddition(at, string.IsNullOrEmpty(audit.ResultReason) ? activity : audit.ResultReason, Initiator(audit, userId)) : null;
    }

    private static string? Initiator(DirectoryAudit audit, string userId)
    {
        AuditUser? user = audit.InitiatedBy?.User;
        AuditTarget target = audit.TargetResources!.First(t => string.Equals(t.Id, userId, StringComparison.OrdinalIgnoreCase));
        if (user is { Id.Length: > 0 } ? string.Equals(user.Id, userId, StringComparison.OrdinalIgnoreCase) : user?.UserPrincipalName is { Length: > 0 } name && string.Equals(name, target.UserPrincipalName, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return user?.UserPrincipalName is { Length: > 0 } named ? named : user?.Id is { Length: > 0 } id ? id
            : audit.InitiatedBy?.App is { } app ? $"application {app.DisplayName ?? app.ServicePrincipalId ?? app.AppId ?? "without a name"}" : "someone whom the log does not name";
    }
}
