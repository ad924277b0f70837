namespace Ed2402Posture.Core.Snapshots.Items;

/// <summary>An Azure resource that carries managed identities, as Resource Graph gives it.</summary>
public sealed record IdentityHost
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public string? Type { get; init; }
    public ResourceIdentity? Identity { get; init; }

    /// <summary>Of a Kubernetes cluster: the resource group that holds its nodes. Resource Graph writes an empty text for every other resource.</summary>
    public string? NodeResourceGroup
    {
        get;
        init => field = value is { Length: > 0 } ? value : null;
    }
}

/// <summary>The managed identities of an <see cref="IdentityHost"/>.</summary>
public sealed record ResourceIdentity
{
    /// <summary><c>SystemAssigned</c>, <c>UserAssigned</c>, or both joined with a comma.</summary>
    public string? Type { get; init; }
    /// <summary>Object id of the system-assigned identity's service principal.</summary>
    public string? PrincipalId { get; init; }
    /// <summary>The user-assigned ones, by the Azure id of the identity.</summary>
    public IReadOnlyDictionary<string, AttachedIdentity>? UserAssignedIdentities { get; init; }
}

/// <summary>A user-assigned identity at a resource.</summary>
public sealed record AttachedIdentity
{
    public string? PrincipalId { get; init; }
    public string? ClientId { get; init; }
}
