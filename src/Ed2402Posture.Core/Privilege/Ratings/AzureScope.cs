namespace Ed2402Posture.Core.Privilege.Ratings;

/// <summary>Where in the Azure hierarchy a scope lies.</summary>
internal enum AzureScopeKind
{
    /// <summary><c>/</c>, or the tenant root management group.</summary>
    Root = 0,
    /// <summary>Another management group.</summary>
    ManagementGroup,
    /// <summary>A subscription.</summary>
    Subscription,
    /// <summary>A resource group.</summary>
    ResourceGroup,
    /// <summary>A resource.</summary>
    Resource,
}

/// <summary>Takes Azure scopes and ids apart.</summary>
internal static class AzureScope
{
    public const string ManagementGroups = "/providers/Microsoft.Management/managementGroups/";

    /// <summary>What follows the last slash: the GUID of a role definition, the name of a management group.</summary>
    public static string LastSegment(string id) => id[(id.LastIndexOf('/') + 1)..];

    /// <summary>The kind of a scope; the tenant root management group is not told apart here.</summary>
    public static AzureScopeKind KindOf(string scope)
    {
        if (scope is "/" or "")
        {
            return AzureScopeKind.Root;
        }

        if (scope.StartsWith(ManagementGroups, StringComparison.OrdinalIgnoreCase))
        {
            return AzureScopeKind.ManagementGroup;
        }

        string[] parts = scope.Trim('/').Split('/');
        return parts.Length switch
        {
            2 when Is(parts[0], "subscriptions") => AzureScopeKind.Subscription,
            4 when Is(parts[0], "subscriptions") && Is(parts[2], "resourceGroups") => AzureScopeKind.ResourceGroup,
            _ => AzureScopeKind.Resource,
        };
    }

    /// <summary>The type of a resource, as <c>Microsoft.Compute/virtualMachines</c>; of a child resource, its parent's.</summary>
    public static string ResourceType(string resourceId)
    {
        string[] parts = resourceId.Trim('/').Split('/');
        int providers = Array.FindIndex(parts, p => Is(p, "providers"));
        return providers >= 0 && parts.Length > providers + 2 ? $"{parts[providers + 1]}/{parts[providers + 2]}" : "";
    }

    /// <summary>The subscription in which something lies, as <c>/subscriptions/…</c>; empty when it lies in none.</summary>
    public static string Subscription(string id) => First(id, 2);

    /// <summary>The resource group in which something lies, as <c>/subscriptions/…/resourceGroups/…</c>; empty when it lies in none.</summary>
    public static string ResourceGroup(string id) => First(id, 4);

    private static string First(string id, int parts)
    {
        int end = 0;
        for (int i = 0; i < parts; i++)
        {
            if (end < 0 || end >= id.Length || id[end] != '/')
            {
                return "";
            }

            end = id.IndexOf('/', end + 1) is var next and >= 0 ? next : id.Length;
        }

        return id.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) ? id[..end] : "";
    }

    private static bool Is(string part, string word) => string.Equals(part, word, StringComparison.OrdinalIgnoreCase);
}
