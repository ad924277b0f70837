using System.Text.Json;

namespace Ed2402Posture.Core.ConditionalAccess.Policies;

/// <summary>Gathers what of a policy is not understood. A policy with any of it is not counted as protection.</summary>
internal sealed class Narrowing
{
    private readonly List<string> reasons = [];

    /// <summary>The reasons as one text, or null when everything is understood.</summary>
    public string? Text => reasons.Count == 0 ? null : string.Join(", ", reasons);

    public void Add(string reason) => reasons.Add(reason);

    /// <summary>The indices of known words in a list; an unknown one narrows.</summary>
    public HashSet<int> Known(IEnumerable<string> values, string[] known, string condition)
    {
        var found = new HashSet<int>();
        foreach (string value in values)
        {
            int index = Array.FindIndex(known, k => string.Equals(k, value, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
            {
                Add($"{condition} '{value}' is not known");
            }

            found.Add(index);
        }

        return found;
    }

    /// <summary>Members of the JSON that this version does not know narrow, unless they say nothing.</summary>
    public void Extra(IDictionary<string, JsonElement>? extra, string condition)
    {
        foreach ((string name, JsonElement value) in extra ?? new Dictionary<string, JsonElement>())
        {
            bool silent = name.Contains("@odata", StringComparison.Ordinal) || value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined
                || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0) || (value.ValueKind == JsonValueKind.String && value.GetString() is "" or "none")
                || (value.ValueKind == JsonValueKind.Object && !value.EnumerateObject().Any());
            if (!silent)
            {
                Add($"condition '{condition}{name}' is not known");
            }
        }
    }

    /// <summary>The words of a flags value.</summary>
    public static string[] Flags(string? value) => value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
