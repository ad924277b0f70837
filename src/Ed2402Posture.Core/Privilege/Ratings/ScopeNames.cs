using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege.Ratings;

/// <summary>Names the scopes of assignments as a reader knows them, and places Azure scopes in the hierarchy.</summary>
internal sealed class ScopeNames
{
    private readonly Snapshot snapshot;
    private readonly Dictionary<string, string> azureNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> roots = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<Dictionary<string, string>> applications;
    private readonly Dictionary<string, string> units;

    public ScopeNames(Snapshot snapshot)
    {
        this.snapshot = snapshot;
        applications = new(ReadApplications);
        units = snapshot.Get(Datasets.AdministrativeUnits).Items.DistinctBy(u => u.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(u => u.Id, u => u.DisplayName ?? u.Id, StringComparer.OrdinalIgnoreCase);
        foreach (ManagementGroup group in snapshot.Get(Datasets.ManagementGroups).Items)
        {
            azureNames[group.Id] = group.Properties?.DisplayName ?? group.Name ?? group.Id;
            if (AzureScope.KindOf(group.Id) == AzureScopeKind.ManagementGroup && group.Properties?.Parent?.Id is null or "")
            {
                roots.Add(group.Id);
            }
        }

        foreach (AzureSubscription subscription in snapshot.Get(Datasets.AzureSubscriptions).Items)
        {
            azureNames[subscription.Id] = subscription.DisplayName ?? subscription.Id;
        }

        // The root management group bears the tenant's id; a caller who does not see it may see others without a parent.
        string root = AzureScope.ManagementGroups + snapshot.Info.TenantId;
        if (azureNames.ContainsKey(root) || roots.Count == 0)
        {
            roots.Clear();
            roots.Add(root);
        }
    }

    /// <summary>The kind of an Azure scope; the tenant root management group is <see cref="AzureScopeKind.Root"/>.</summary>
    public AzureScopeKind KindOf(string scope) => roots.Contains(scope) ? AzureScopeKind.Root : AzureScope.KindOf(scope);

    /// <summary>An Azure scope in words.</summary>
    public string Azure(string scope)
    {
        string name = azureNames.GetValueOrDefault(scope, AzureScope.LastSegment(scope));
        return AzureScope.KindOf(scope) switch
        {
            AzureScopeKind.Root => "Azure root",
            AzureScopeKind.ManagementGroup => $"management group '{name}'",
            AzureScopeKind.Subscription => $"subscription '{name}'",
            AzureScopeKind.ResourceGroup => $"resource group '{name}'",
            _ => $"resource '{name}'",
        };
    }

    /// <summary>A directory scope in words.</summary>
    public string Directory(string scope)
    {
        const string unit = "/administrativeUnits/";
        if (scope == "/")
        {
            return "tenant";
        }

        if (scope.StartsWith(unit, StringComparison.OrdinalIgnoreCase))
        {
            string unitId = scope[unit.Length..];
            return $"administrative unit '{units.GetValueOrDefault(unitId, unitId)}'";
        }

        string id = scope.TrimStart('/');
        return applications.Value.TryGetValue(id, out string? name) ? $"application '{name}'" : $"scope {scope}";
    }

    private Dictionary<string, string> ReadApplications()
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (ServicePrincipal principal in snapshot.Get(Datasets.ServicePrincipals).Items)
        {
            names[principal.Id] = principal.DisplayName ?? principal.Id;
        }

        foreach (Application application in snapshot.Get(Datasets.Applications).Items)
        {
            names[application.Id] = application.DisplayName ?? application.Id;
        }

        return names;
    }
}
