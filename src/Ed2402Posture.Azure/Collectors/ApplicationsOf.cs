using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>The applications of this tenant behind service principals.</summary>
internal sealed class ApplicationsOf(IReadSoFar context)
{
    private readonly Dictionary<string, string> applications = context.Items(Datasets.Applications).Where(a => a.AppId is not null).DistinctBy(a => a.AppId, StringComparer.OrdinalIgnoreCase).ToDictionary(a => a.AppId!, a => a.Id, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ServicePrincipal> principals = context.Items(Datasets.ServicePrincipals).DistinctBy(s => s.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(s => s.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>Object ids of the applications; a foreign workload has none here.</summary>
    public IEnumerable<string> Of(IEnumerable<string> servicePrincipalIds) =>
        servicePrincipalIds.Select(id => principals.GetValueOrDefault(id)?.AppId is { } appId ? applications.GetValueOrDefault(appId) : null).OfType<string>();

    /// <summary>Those of the service principals that are managed identities of their own, to which credentials can be federated.</summary>
    public IEnumerable<string> UserAssigned(IEnumerable<string> servicePrincipalIds) =>
        servicePrincipalIds.Where(id => principals.GetValueOrDefault(id) is { ServicePrincipalType: "ManagedIdentity" } identity
            && (identity.AlternativeNames ?? []).Any(n => n.Contains("/Microsoft.ManagedIdentity/userAssignedIdentities/", StringComparison.OrdinalIgnoreCase)));
}
