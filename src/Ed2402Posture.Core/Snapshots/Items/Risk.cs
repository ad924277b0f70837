using System.Text.Json;

namespace Ed2402Posture.Core.Snapshots.Items;

/// <summary>Graph <c>internalDomainFederation</c>: the identity provider whose word is taken for the users of a domain. Certificates are public ones.</summary>
public sealed record DomainFederation
{
    /// <summary>The domain; the scanner adds it.</summary>
    public string ParentId { get; init; } = "";
    public required string Id { get; init; }
    public string? DisplayName { get; init; }
    public string? IssuerUri { get; init; }
    public string? MetadataExchangeUri { get; init; }
    public string? PassiveSignInUri { get; init; }
    public string? ActiveSignInUri { get; init; }
    public string? PreferredAuthenticationProtocol { get; init; }
    /// <summary>Base64 of the X.509 certificate that signs tokens.</summary>
    public string? SigningCertificate { get; init; }
    /// <summary>Base64 of a second certificate whose signatures are accepted too.</summary>
    public string? NextSigningCertificate { get; init; }
    /// <summary><c>acceptIfMfaDoneByFederatedIdp</c>, <c>enforceMfaByFederatedIdp</c>, <c>rejectMfaByFederatedIdp</c>.</summary>
    public string? FederatedIdpMfaBehavior { get; init; }
    public bool? IsSignedAuthenticationRequestRequired { get; init; }
}

/// <summary>Graph <c>riskyUser</c>.</summary>
public sealed record RiskyUser
{
    public required string Id { get; init; }
    public string? UserPrincipalName { get; init; }
    public string? UserDisplayName { get; init; }
    public string? RiskLevel { get; init; }
    /// <summary><c>atRisk</c>, <c>confirmedCompromised</c>; the others are not read.</summary>
    public string? RiskState { get; init; }
    public string? RiskDetail { get; init; }
    public DateTimeOffset? RiskLastUpdatedDateTime { get; init; }
    public bool? IsDeleted { get; init; }
}

/// <summary>Graph <c>riskyServicePrincipal</c>.</summary>
public sealed record RiskyServicePrincipal
{
    public required string Id { get; init; }
    public string? AppId { get; init; }
    public string? DisplayName { get; init; }
    public string? RiskLevel { get; init; }
    /// <summary><c>atRisk</c>, <c>confirmedCompromised</c>; the others are not read.</summary>
    public string? RiskState { get; init; }
    public string? RiskDetail { get; init; }
    public DateTimeOffset? RiskLastUpdatedDateTime { get; init; }
    public bool? IsEnabled { get; init; }
}

/// <summary>ARM <c>microsoft.aadiam/diagnosticSettings</c>: where a tenant's logs go.</summary>
public sealed record DirectoryDiagnosticSetting
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public DirectoryDiagnosticProperties? Properties { get; init; }
    /// <summary>How long the workspace keeps logs, in days; the scanner asks the workspace. Null without a workspace or where it may not be read.</summary>
    public int? WorkspaceRetentionInDays { get; init; }
    /// <summary>What the storage account's lifecycle management deletes; the scanner asks the account. Empty: nothing. Null without an account or where it may not be read.</summary>
    public IReadOnlyList<BlobDeletion>? StorageDeletions { get; init; }
    /// <summary>How long the event hub keeps events, in hours; the scanner asks it. Null without one or where it may not be read.</summary>
    public int? EventHubRetentionInHours { get; init; }

    /// <summary>Reads ARM's answer for a Log Analytics workspace: how long it keeps logs, in days; null when it does not say.</summary>
    /// <exception cref="InvalidDataException">It is not the JSON of a workspace.</exception>
    public static WorkspaceRetention ReadWorkspace(ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8Json, SnapshotJson.Default.WorkspaceRetention) ?? throw new InvalidDataException("null is not a workspace.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"workspace: {exception.Message}", exception);
        }
    }
}

/// <summary>Properties of <see cref="DirectoryDiagnosticSetting"/>.</summary>
public sealed record DirectoryDiagnosticProperties
{
    public string? WorkspaceId { get; init; }
    public string? StorageAccountId { get; init; }
    public string? EventHubAuthorizationRuleId { get; init; }
    public string? EventHubName { get; init; }
    public string? MarketplacePartnerId { get; init; }
    public IReadOnlyList<DirectoryLogSetting>? Logs { get; init; }
}

/// <summary>One log of a <see cref="DirectoryDiagnosticSetting"/>.</summary>
public sealed record DirectoryLogSetting
{
    public string? Category { get; init; }
    /// <summary><c>allLogs</c>, where a setting names all at once.</summary>
    public string? CategoryGroup { get; init; }
    public bool? Enabled { get; init; }
}

/// <summary>ARM <c>Microsoft.OperationalInsights/workspaces</c>, of which only the retention is read.</summary>
public sealed record WorkspaceRetention
{
    public WorkspaceRetentionProperties? Properties { get; init; }
}

/// <summary>Properties of <see cref="WorkspaceRetention"/>.</summary>
public sealed record WorkspaceRetentionProperties
{
    public int? RetentionInDays { get; init; }
}
