using System.Text.Json;

namespace Ed2402Posture.TenantSimulator.Graph.Queries;

/// <summary>One object as it is served: a row, what other rows add to it, and its type where the list is of several.</summary>
internal sealed record Item(JsonElement Row, string? ODataType = null, IReadOnlyDictionary<string, JsonElement>? More = null)
{
    public const string TypeName = "@odata.type";

    public string Id => Row.GetProperty("id").GetString()!;

    /// <summary>The property, at any depth (<c>a/b</c>); null where the object has none.</summary>
    public JsonElement? Find(string path)
    {
        string[] names = path.Split('/');
        JsonElement? found = Own(names[0]);
        foreach (string name in names.Skip(1))
        {
            found = found is { ValueKind: JsonValueKind.Object } parent && Property(parent, name) is { } child ? child : null;
        }

        return found is { ValueKind: not JsonValueKind.Null } ? found : null;
    }

    /// <summary>Writes the object: what was selected, nulls included; or all but what is hidden without a select.</summary>
    public void Write(Utf8JsonWriter writer, IReadOnlyList<string>? select, Func<string, bool> isHidden, IReadOnlyDictionary<string, Action<Utf8JsonWriter>>? expanded = null)
    {
        writer.WriteStartObject();
        if (ODataType is not null)
        {
            writer.WriteString(TypeName, ODataType);
        }
        else if (Row.TryGetProperty(TypeName, out JsonElement type))
        {
            writer.WriteString(TypeName, type.GetString());
        }

        foreach (string name in select ?? [.. Row.EnumerateObject().Select(p => p.Name).Concat(More?.Keys ?? []).Distinct().Where(n => n is not (TypeName or "parentId") && !isHidden(n))])
        {
            writer.WritePropertyName(name);
            if (Own(name) is { } value)
            {
                value.WriteTo(writer);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        foreach ((string name, Action<Utf8JsonWriter> write) in expanded ?? new Dictionary<string, Action<Utf8JsonWriter>>())
        {
            writer.WritePropertyName(name);
            write(writer);
        }

        writer.WriteEndObject();
    }

    private JsonElement? Own(string name) => More is not null && More.TryGetValue(name, out JsonElement more) ? more : Property(Row, name);

    private static JsonElement? Property(JsonElement parent, string name)
    {
        if (parent.TryGetProperty(name, out JsonElement exact))
        {
            return exact;
        }

        foreach (JsonProperty property in parent.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return null;
    }
}
