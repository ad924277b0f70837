namespace Ed2402Posture.Core.Snapshots.Items;

/// <summary>Graph beta <c>servicePrincipalSignInActivity</c>: when a workload was last used, by flow and part.</summary>
public sealed record ServicePrincipalSignInActivity
{
    public required string Id { get; init; }
    public string? AppId { get; init; }
    /// <summary>The latest of the four.</summary>
    public SignInActivity? LastSignInActivity { get; init; }
    /// <summary>It signed users in.</summary>
    public SignInActivity? DelegatedClientSignInActivity { get; init; }
    /// <summary>Users were signed in to it.</summary>
    public SignInActivity? DelegatedResourceSignInActivity { get; init; }
    /// <summary>It signed in as itself.</summary>
    public SignInActivity? ApplicationAuthenticationClientSignInActivity { get; init; }
    /// <summary>Another workload signed in to it.</summary>
    public SignInActivity? ApplicationAuthenticationResourceSignInActivity { get; init; }
}

/// <summary>Graph beta <c>appCredentialSignInActivity</c>: when a secret or certificate was last used.</summary>
public sealed record AppCredentialSignInActivity
{
    public required string Id { get; init; }
    public string? KeyId { get; init; }
    public string? AppId { get; init; }
    public string? AppObjectId { get; init; }
    public string? ServicePrincipalObjectId { get; init; }
    public string? ResourceId { get; init; }
    /// <summary><c>clientSecret</c> or <c>certificate</c>; federated credentials have no row.</summary>
    public string? KeyType { get; init; }
    /// <summary><c>sign</c> or <c>verify</c>.</summary>
    public string? KeyUsage { get; init; }
    /// <summary><c>application</c> or <c>servicePrincipal</c>.</summary>
    public string? CredentialOrigin { get; init; }
    public SignInActivity? SignInActivity { get; init; }
}
