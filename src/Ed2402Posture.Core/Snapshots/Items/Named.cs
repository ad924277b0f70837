using System.Text.Json;

namespace Ed2402Posture.Core.Snapshots.Items;

/// <summary>What Graph answered for a user that a case names. The scanner adds <see cref="Asked"/>, so that an absence is proven name by name.</summary>
public sealed record NamedUser
{
    /// <summary>The object id or user principal name that was asked for.</summary>
    public required string Asked { get; init; }
    /// <summary>The user, or null: there is none.</summary>
    public User? User { get; init; }
}

/// <summary>What ARM answered for a resource that a case names. The scanner adds <see cref="Asked"/>.</summary>
public sealed record NamedResource
{
    /// <summary>The ARM id that was asked for.</summary>
    public required string Asked { get; init; }
    /// <summary>The resource, or null: there is none.</summary>
    public AzureResource? Resource { get; init; }

    /// <summary>Reads ARM's answer for a resource.</summary>
    /// <exception cref="InvalidDataException">It is not the JSON of a resource.</exception>
    public static NamedResource Read(string asked, ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            return new NamedResource { Asked = asked, Resource = JsonSerializer.Deserialize(utf8Json, SnapshotJson.Default.AzureResource) };
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{asked}: {exception.Message}", exception);
        }
    }
}

/// <summary>An ARM resource, with the properties that tell when its keys were made; never the keys.</summary>
public sealed record AzureResource
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public string? Type { get; init; }
    public AzureResourceProperties? Properties { get; init; }
}

/// <summary>Properties of <see cref="AzureResource"/>: those of storage accounts, Cosmos DB accounts and Key Vault secrets and keys.</summary>
public sealed record AzureResourceProperties
{
    /// <summary>Storage account: when each key was made.</summary>
    public KeyCreationTime? KeyCreationTime { get; init; }
    /// <summary>Storage account: false when its keys cannot be used at all.</summary>
    public bool? AllowSharedKeyAccess { get; init; }
    /// <summary>Cosmos DB account: when each key was made.</summary>
    public IReadOnlyDictionary<string, KeyMetadata>? KeysMetadata { get; init; }
    /// <summary>Cosmos DB account: true when its keys cannot be used at all.</summary>
    public bool? DisableLocalAuth { get; init; }
    /// <summary>Key Vault secret or key: state and times of its newest version.</summary>
    public VaultAttributes? Attributes { get; init; }
}

/// <summary>Storage <c>keyCreationTime</c>.</summary>
public sealed record KeyCreationTime
{
    public DateTimeOffset? Key1 { get; init; }
    public DateTimeOffset? Key2 { get; init; }
}

/// <summary>Cosmos DB <c>accountKeyMetadata</c>.</summary>
public sealed record KeyMetadata
{
    public DateTimeOffset? GenerationTime { get; init; }
}

/// <summary>Key Vault <c>attributes</c>; times are seconds since 1970.</summary>
public sealed record VaultAttributes
{
    public bool? Enabled { get; init; }
    public long? Created { get; init; }
    public long? Updated { get; init; }
    public long? Exp { get; init; }
}
