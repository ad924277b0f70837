using System.Text.Json;

namespace Ed2402Posture.Core.Snapshots.Items;

/// <summary>A rule of a storage account's lifecycle management that deletes append blobs, as logs are written: whose names begin so, after how many days.</summary>
public sealed record BlobDeletion
{
    /// <summary>Container and beginning of the name; none: every blob.</summary>
    public IReadOnlyList<string> Prefixes { get; init; } = [];
    public int Days { get; init; }
}

/// <summary>Reads what ARM tells of the targets to which logs are exported. In Core, since no JSON type crosses the border.</summary>
public static class LogTargets
{
    /// <summary>The deletions of ARM's <c>Microsoft.Storage/storageAccounts/managementPolicies</c>. A rule for tagged blobs alone is none: logs bear no tags.</summary>
    /// <exception cref="InvalidDataException">It is not the JSON of a policy.</exception>
    public static IReadOnlyList<BlobDeletion> ReadLifecycle(ReadOnlySpan<byte> utf8Json) => Read(utf8Json, "lifecycle policy", root =>
    {
        JsonElement rules = root.GetProperty("properties").GetProperty("policy").GetProperty("rules");
        return (IReadOnlyList<BlobDeletion>)[.. rules.EnumerateArray().Select(Deletion).OfType<BlobDeletion>()];
    });

    /// <summary>The hours for which an event hub keeps events: ARM's <c>Microsoft.EventHub/namespaces/eventhubs</c>, one, or the shortest of a list's for logs; null when it does not say.</summary>
    /// <exception cref="InvalidDataException">It is not the JSON of event hubs.</exception>
    public static int? ReadEventHub(ReadOnlySpan<byte> utf8Json) => Read(utf8Json, "event hub", root =>
    {
        if (!root.TryGetProperty("value", out JsonElement hubs))
        {
            return Hours(root);
        }

        int?[] hours = [.. hubs.EnumerateArray().Where(h => Text(h, "name")?.StartsWith("insights-logs-", StringComparison.OrdinalIgnoreCase) == true).Select(Hours)];
        return hours.Any(h => h is null) ? null : hours.Min();
    });

    private static BlobDeletion? Deletion(JsonElement rule)
    {
        if ((rule.TryGetProperty("enabled", out JsonElement enabled) && enabled.ValueKind == JsonValueKind.False) || !rule.TryGetProperty("definition", out JsonElement definition)
            || Member(definition, "actions") is not { } actions || Member(actions, "baseBlob") is not { } blobs || Member(blobs, "delete") is not { } delete)
        {
            return null;
        }

        JsonElement? filters = Member(definition, "filters");
        string[] types = Texts(filters, "blobTypes");
        bool tagged = filters is { } f && f.TryGetProperty("blobIndexMatch", out JsonElement tags) && tags.ValueKind == JsonValueKind.Array && tags.GetArrayLength() > 0;
        double[] days = [.. delete.EnumerateObject().Where(p => p.Name.StartsWith("daysAfter", StringComparison.Ordinal) && p.Value.ValueKind == JsonValueKind.Number).Select(p => p.Value.GetDouble())];
        return tagged || days.Length == 0 || (types.Length > 0 && !types.Contains("appendBlob", StringComparer.OrdinalIgnoreCase)) ? null : new BlobDeletion { Prefixes = Texts(filters, "prefixMatch"), Days = (int)days.Min() };
    }

    private static int? Hours(JsonElement hub)
    {
        JsonElement? properties = Member(hub, "properties");
        long? hours = Number(Member(properties, "retentionDescription"), "retentionTimeInHours") ?? (Number(properties, "messageRetentionInDays") is { } days ? days * 24 : null);

        // A compacted hub says the largest number there is.
        return hours is { } known ? (int)Math.Clamp(known, 0, int.MaxValue) : null;
    }

    private static JsonElement? Member(JsonElement? element, string name) => element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.Object ? member : null;

    private static long? Number(JsonElement? element, string name) => element is { } parent && parent.TryGetProperty(name, out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out long value) ? value : null;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static string[] Texts(JsonElement? element, string name) => element is { } parent && parent.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(t => t.GetString()).OfType<string>()] : [];

    private static T Read<T>(ReadOnlySpan<byte> utf8Json, string what, Func<JsonElement, T> read)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8Json);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{what}: {exception.Message}", exception);
        }
    }
}
