using System.Text.Json;
using System.Text.Json.Serialization;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Transport;

/// <summary>A page of a list, as Graph and ARM write it.</summary>
/// <typeparam name="T">The type of its items.</typeparam>
internal sealed record Page<T>
{
    public required IReadOnlyList<T> Value { get; init; }

    /// <summary>Graph's link to the next page.</summary>
    [JsonPropertyName("@odata.nextLink")]
    public string? ODataNextLink { get; init; }

    /// <summary>ARM's link to the next page.</summary>
    public string? NextLink { get; init; }

    /// <summary>The link to the next page, or null on the last.</summary>
    [JsonIgnore]
    public string? Next => string.IsNullOrEmpty(ODataNextLink) ? string.IsNullOrEmpty(NextLink) ? null : NextLink : ODataNextLink;
}

/// <summary>A page of a Resource Graph query.</summary>
/// <typeparam name="T">The type of its rows.</typeparam>
internal sealed record ResourceGraphPage<T>
{
    public required IReadOnlyList<T> Data { get; init; }
    public long? TotalRecords { get; init; }

    /// <summary>The text <c>true</c> or <c>false</c>: true with no token means that rows are left out.</summary>
    public JsonElement ResultTruncated { get; init; }

    [JsonPropertyName("$skipToken")]
    public string? SkipToken { get; init; }
}

/// <summary>The answer to a batch.</summary>
internal sealed record BatchResponse
{
    public required IReadOnlyList<BatchResponsePart> Responses { get; init; }
}

/// <summary>The answer to one part of a batch.</summary>
internal sealed record BatchResponsePart
{
    public required string Id { get; init; }
    public required int Status { get; init; }
    public Dictionary<string, JsonElement>? Headers { get; init; }
    public JsonElement Body { get; init; }
}

/// <summary>Source-generated reading of pages, under the same names as a snapshot's items.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(BatchResponse))]
[JsonSerializable(typeof(Page<Organization>))]
[JsonSerializable(typeof(Page<SubscribedSku>))]
[JsonSerializable(typeof(Page<Domain>))]
[JsonSerializable(typeof(Page<DirectoryObject>))]
[JsonSerializable(typeof(Page<User>))]
[JsonSerializable(typeof(Page<UserSignInActivity>))]
[JsonSerializable(typeof(Page<Group>))]
[JsonSerializable(typeof(Page<RoleDefinition>))]
[JsonSerializable(typeof(Page<RoleAssignment>))]
[JsonSerializable(typeof(Page<RoleAssignmentScheduleInstance>))]
[JsonSerializable(typeof(Page<RoleEligibilityScheduleInstance>))]
[JsonSerializable(typeof(Page<RoleManagementPolicyAssignment>))]
[JsonSerializable(typeof(Page<AuthenticationStrengthPolicy>))]
[JsonSerializable(typeof(Page<UserRegistrationDetails>))]
[JsonSerializable(typeof(Page<ConditionalAccessPolicy>))]
[JsonSerializable(typeof(Page<NamedLocation>))]
[JsonSerializable(typeof(Page<Application>))]
[JsonSerializable(typeof(Page<ServicePrincipal>))]
[JsonSerializable(typeof(Page<AppRoleAssignment>))]
[JsonSerializable(typeof(Page<ManagementGroup>))]
[JsonSerializable(typeof(Page<AzureSubscription>))]
[JsonSerializable(typeof(Page<AzureRoleAssignment>))]
[JsonSerializable(typeof(ResourceGraphPage<AzureRoleAssignment>))]
[JsonSerializable(typeof(ResourceGraphPage<AzureRoleDefinition>))]
internal sealed partial class PageJson : JsonSerializerContext;
