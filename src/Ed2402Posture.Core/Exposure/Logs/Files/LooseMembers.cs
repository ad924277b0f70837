using System.Globalization;
using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Logs.Files;

/// <summary>The members of an object whose names may be in any case, whose numbers may be text, and whose objects may be text that holds JSON: as tables of Log
/// Analytics are exported.</summary>
internal sealed class LooseMembers
{
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.OrdinalIgnoreCase);

    public LooseMembers(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                members.TryAdd(property.Name, property.Value);
            }
        }
    }

    /// <summary>A text or number; null where there is none, or it is empty.</summary>
    public string? Text(string name) => !members.TryGetValue(name, out JsonElement value) ? null : value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { Length: > 0 } text => text,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>A time; one without an offset is of UTC.</summary>
    public DateTimeOffset? Time(string name) =>
        DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) ? time : null;

    /// <summary>A whole number.</summary>
    public int? Number(string name) => int.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>The members of an object within.</summary>
    public LooseMembers? Inner(string name) => Json(name) is { ValueKind: JsonValueKind.Object } inner ? new LooseMembers(inner) : null;

    /// <summary>A sign-in; null without an id.</summary>
    /// <param name="at">Its time.</param>
    /// <param name="envelope">What is around it.</param>
    public SignIn? SignIn(DateTimeOffset at, LooseMembers envelope)
    {
        LooseMembers? status = Inner("status"), location = Inner("locationDetails") ?? Inner("location"), device = Inner("deviceDetail");
        return Text("id") is not { } id ? null : new SignIn
        {
            Id = id, CreatedDateTime = at, UserId = Text("userId"), UserPrincipalName = Text("userPrincipalName"), AppId = Text("appId"), AppDisplayName = Text("appDisplayName"),
            ResourceId = Text("resourceIdentity") ?? Text("resourceId"), ResourceDisplayName = Text("resourceDisplayName"), ServicePrincipalId = Text("servicePrincipalId"), ServicePrincipalName = Text("servicePrincipalName"),
            IpAddress = Text("ipAddress") ?? envelope.Text("callerIpAddress"), ClientAppUsed = Text("clientAppUsed"), UserAgent = Text("userAgent"), CorrelationId = Text("correlationId"), ConditionalAccessStatus = Text("conditionalAccessStatus"),
            IsInteractive = Flag("isInteractive"), HomeTenantId = Text("homeTenantId"), RiskState = Text("riskState"), RiskLevelDuringSignIn = Text("riskLevelDuringSignIn"), RiskLevelAggregated = Text("riskLevelAggregated"),
            Status = (status?.Number("errorCode") ?? envelope.Number("resultType")) is { } code ? new SignInStatus { ErrorCode = code, FailureReason = status?.Text("failureReason") ?? envelope.Text("resultDescription") } : null,
            Location = location is not null ? new SignInLocation { City = location.Text("city"), State = location.Text("state"), CountryOrRegion = location.Text("countryOrRegion") } : Text("location") is { } country ? new SignInLocation { CountryOrRegion = country } : null,
            DeviceDetail = device is null ? null : new SignInDevice { DeviceId = device.Text("deviceId"), DisplayName = device.Text("displayName"), OperatingSystem = device.Text("operatingSystem"), Browser = device.Text("browser"), TrustType = device.Text("trustType") },
            AuthenticationRequirement = Text("authenticationRequirement"), AutonomousSystemNumber = Number("autonomousSystemNumber"), AuthenticationProtocol = Text("authenticationProtocol"),
            ServicePrincipalCredentialKeyId = Text("servicePrincipalCredentialKeyId"), ServicePrincipalCredentialThumbprint = Text("servicePrincipalCredentialThumbprint"),
        };
    }

    /// <summary>A change in the directory; null without an id.</summary>
    /// <exception cref="JsonException">Who made it, or what was changed, has another shape.</exception>
    public DirectoryAudit? Change() => Text("id") is not { } id ? null : new DirectoryAudit
    {
        Id = id, ActivityDateTime = Time("activityDateTime"), ActivityDisplayName = Text("activityDisplayName") ?? Text("operationName"), Category = Text("category"), LoggedByService = Text("loggedByService"),
        OperationType = Text("operationType") ?? Text("aadOperationType"), CorrelationId = Text("correlationId"), Result = Text("result"), ResultReason = Text("resultReason"),
        InitiatedBy = Json("initiatedBy") is { ValueKind: JsonValueKind.Object } by ? by.Deserialize(SnapshotJson.Default.AuditInitiator) : null,
        TargetResources = Json("targetResources") is { ValueKind: JsonValueKind.Array } targets ? [.. targets.EnumerateArray().Select(t => t.Deserialize(SnapshotJson.Default.AuditTarget)).OfType<AuditTarget>()] : null,
    };

    private bool? Flag(string name) => !members.TryGetValue(name, out JsonElement value) ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => bool.TryParse(Text(name), out bool flag) ? flag : null,
    };

    private JsonElement? Json(string name)
    {
        if (!members.TryGetValue(name, out JsonElement value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.AsSpan().TrimStart() is ['{' or '[', ..] ? JsonSerializer.Deserialize(text, SnapshotJson.Default.JsonElement) : value;
    }
}
