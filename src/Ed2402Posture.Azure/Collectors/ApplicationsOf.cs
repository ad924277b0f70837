using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>The applications of this tenant behind service principals. One for a collection: a tenant may have a hundred thousand of them.</summary>
internal sealed class ApplicationsOf
{
    private readonly Dictionary<string, string> applications;
    private readonly Dictionary<string, ServicePrincipal> principals;

    public ApplicationsOf(IReadSoFar context)
    {
        applications = new(context.Items(Datasets.Applications).Count, StringComparer.OrdinalIgnoreCase);
        foreach (Application application in context.Items(Datasets.Applications).Where(a => a.AppId is not null))
        {
            applications.TryAdd(application.AppId!, application.Id);
        }

        principals = new(context.Items(Datasets.ServicePrincipals).Count, StringComparer.OrdinalIgnoreCase);
        foreach (ServicePrincipal principal in context.Items(Datasets.ServicePrincipals))
        {
            principals.TryAdd(principal.Id, principal);
        }
    }

    /// <summary>Whether the id is a service principal's.</summary>
    public bool IsServicePrincipal(string id) => principals.ContainsKey(id);

    /// <summary>Object ids of the applications; a foreign workload has none here.</summary>
    public IEnumerable<string> Of(IEnumerable<string> servicePrincipalIds) =>
        servicePrincipalIds.Select(id => principals.GetValueOrDefault(id)?.AppId is { } appId ? applications.GetValueOrDefault(appId) : null).OfType<string>();

    /// <summary>Those of the service principals that are managed identities of their own, to which credentials can be federated.</summary>
    public IEnumerable<string> UserAssigned(IEnumerable<string> servicePrincipalIds) =>
        servicePrincipalIds.Where(id => principals.GetValueOrDefault(id) is { ServicePrincipalType: "ManagedIdentity" } identity
            && (identity.AlternativeNames ?? []).Any(n => n.Contains("/Microsoft.ManagedIdentity/userAssignedIdentities/", StringComparison.OrdinalIgnoreCase)));
}
