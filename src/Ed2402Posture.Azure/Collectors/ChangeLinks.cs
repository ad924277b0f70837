using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Addresses by which the service tells what changed in a list, and what is taken from its answers.</summary>
internal static class ChangeLinks
{
    /// <summary>The address that answers the link to changes from now on, and no object (Microsoft Graph, 'delta query', sync from now).</summary>
    /// <param name="root">Where Graph is.</param>
    /// <param name="dataset">The list.</param>
    /// <param name="filter">The objects that are meant; null for the whole list.</param>
    public static Uri FromNow(Uri root, DatasetDefinition dataset, string? filter = null) =>
        new(root, $"{Path(dataset)}?{(filter is null ? "" : $"$filter={filter}&")}$select={Properties(dataset)}&$deltatoken=latest");

    /// <summary>The properties whose changes are told.</summary>
    public static string Properties(DatasetDefinition dataset) => string.Join(',', dataset.PropertyNames);

    /// <summary>A snapshot is a file: its link is followed only to where this list's changes are.</summary>
    public static bool IsOurs(Uri root, DatasetDefinition dataset, string link, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(link, UriKind.Absolute, out address) && HostHandler.IsAt(root, address)
        && (address.AbsolutePath.Equals(Path(dataset), StringComparison.OrdinalIgnoreCase) || address.AbsolutePath.Equals($"/v1.0{dataset.Endpoint}/microsoft.graph.delta()", StringComparison.OrdinalIgnoreCase));

    /// <summary>The id of an object that changed: all that is taken from a list of changes.</summary>
    /// <exception cref="JsonException">It has none.</exception>
    public static string ReadId(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json);
        using JsonDocument item = JsonDocument.ParseValue(ref reader);
        return item.RootElement.ValueKind == JsonValueKind.Object && item.RootElement.TryGetProperty("id", out JsonElement value) && value.GetString() is { Length: > 0 } found
            ? found
            : throw new JsonException("a change without an id");
    }

    private static string Path(DatasetDefinition dataset) => $"/v1.0{dataset.Endpoint}/delta";
}
