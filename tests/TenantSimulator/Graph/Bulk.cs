using System.Text.Json;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>Many objects of one kind that are made as they are written.</summary>
/// <param name="Count">How many.</param>
/// <param name="Properties">The properties that are answered when nothing is selected.</param>
/// <param name="WriteProperty">Writes a property of the object with that number, name and value.</param>
internal sealed record Bulk(int Count, IReadOnlyList<string> Properties, Action<Utf8JsonWriter, int, string> WriteProperty)
{
    public void Write(Utf8JsonWriter writer, int number, IReadOnlyList<string>? select)
    {
        writer.WriteStartObject();
        foreach (string property in select ?? Properties)
        {
            WriteProperty(writer, number, property);
        }

        writer.WriteEndObject();
    }
}
