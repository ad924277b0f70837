using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Credentials;

/// <summary>How old workloads are. Graph dates applications, not service principals; a permission that was granted shows that the principal was there.</summary>
internal sealed class WorkloadAge
{
    private readonly Dictionary<string, DateTimeOffset> made = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DateTimeOffset> granted = new(StringComparer.OrdinalIgnoreCase);

    public WorkloadAge(Snapshot snapshot)
    {
        foreach (Application application in snapshot.Get(Datasets.Applications).Items)
        {
            if (application is { AppId: { } appId, CreatedDateTime: { } time })
            {
                made[appId] = time;
            }
        }

        foreach (AppRoleAssignment grant in snapshot.Get(Datasets.AppRoleAssignments).Items)
        {
            if (grant is { PrincipalId: { } id, CreatedDateTime: { } time } && !(granted.TryGetValue(id, out DateTimeOffset earlier) && earlier <= time))
            {
                granted[id] = time;
            }
        }
    }

    /// <summary>When its application was made; null for a managed identity and for another tenant's.</summary>
    public DateTimeOffset? Made(ServicePrincipal principal) => principal.AppId is not null && made.TryGetValue(principal.AppId, out DateTimeOffset time) ? time : null;

    /// <summary>The earliest time at which it is known to have been there.</summary>
    public DateTimeOffset? KnownSince(ServicePrincipal principal) => granted.TryGetValue(principal.Id, out DateTimeOffset time) ? time : null;
}
