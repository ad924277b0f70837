namespace Ed2402Posture.Core.Collecting;

/// <summary>Azure resources of which ARM tells when their keys were made, without giving the keys.</summary>
public static class KeyedResources
{
    // API versions: Azure REST API specifications, newest stable ones that every cloud has.
    private static readonly Dictionary<string, string> Versions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Storage/storageAccounts"] = "2023-01-01",
        ["Microsoft.DocumentDB/databaseAccounts"] = "2023-11-15",
        ["Microsoft.KeyVault/vaults/secrets"] = "2023-07-01",
        ["Microsoft.KeyVault/vaults/keys"] = "2023-07-01",
    };

    /// <summary>Whether the resource's type is one of them.</summary>
    public static bool IsKeyed(string resourceId) => ApiVersion(resourceId) is not null;

    /// <summary>The API version by which to read the resource, or null when its type is none of them.</summary>
    public static string? ApiVersion(string resourceId) => Versions.GetValueOrDefault(TypeOf(resourceId));

    // …/providers/Microsoft.KeyVault/vaults/NAME/secrets/NAME: the provider and every second part after it.
    private static string TypeOf(string resourceId)
    {
        ArgumentNullException.ThrowIfNull(resourceId);
        string[] parts = resourceId.Split('/');
        int provider = Array.FindLastIndex(parts, p => p.Equals("providers", StringComparison.OrdinalIgnoreCase));
        return provider < 0 ? "" : string.Join('/', parts.Skip(provider + 1).Where((_, i) => i == 0 || i % 2 == 1));
    }
}
