using System.Text.Json;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>What an answer says of itself beside its data.</summary>
internal static class Annotations
{
    /// <summary>Drops OData's annotations, and members that are null, from what is kept of unknown members: the first are no property of
    /// the object, the second say the same as their absence.</summary>
    public static void Drop(IDictionary<string, JsonElement>? extra)
    {
        foreach (string name in extra?.Where(e => e.Key.Contains("@odata.", StringComparison.Ordinal) || e.Value.ValueKind == JsonValueKind.Null).Select(e => e.Key).ToList() ?? [])
        {
            extra!.Remove(name);
        }
    }
}
