using System.Text.Json;

namespace Ed2402Posture.Core.Snapshots;

/// <summary>Members of an object that this version does not know, kept so that none is silently lost.</summary>
internal static class UnknownMembers
{
    /// <summary>Without what says nothing: OData's annotations, which are no property of the object, and nulls, which say the same as
    /// absence. Null when nothing is left.</summary>
    public static IDictionary<string, JsonElement>? Tidy(IDictionary<string, JsonElement>? extra)
    {
        foreach (string name in extra?.Where(e => e.Key.Contains("@odata.", StringComparison.Ordinal) || e.Value.ValueKind == JsonValueKind.Null).Select(e => e.Key).ToList() ?? [])
        {
            extra!.Remove(name);
        }

        return extra is { Count: > 0 } ? extra : null;
    }
}
