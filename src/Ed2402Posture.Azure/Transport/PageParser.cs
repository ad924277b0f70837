using System.Text.Json;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Parses a page piece by piece as it arrives: each item is read as soon as its last byte is there, so that a page's text is never
/// held as a whole.</summary>
/// <typeparam name="T">The type of its items.</typeparam>
internal sealed class PageParser<T>(ItemReader<T> item)
{
    private JsonReaderState state;
    private string? property;
    private bool inItems;
    private bool sawItems;

    public Page<T> Page { get; } = new();

    /// <summary>Parses what is there and answers how much of it is done with; the rest is handed in again, with more behind it.</summary>
    /// <exception cref="JsonException">It is no page.</exception>
    public int Parse(ReadOnlySpan<byte> utf8, bool isFinal)
    {
        var reader = new Utf8JsonReader(utf8, isFinal, state);
        while (Step(ref reader, utf8))
        {
        }

        state = reader.CurrentState;
        if (isFinal && !sawItems)
        {
            throw new JsonException("the answer is no list");
        }

        return (int)reader.BytesConsumed;
    }

    /// <summary>One property, or one item. False when more must come first; the reader then stands where it stood.</summary>
    private bool Step(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader before = reader;
        if (!reader.Read())
        {
            return false;
        }

        if (inItems)
        {
            return Item(ref reader, before, utf8);
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                property = reader.GetString();
                return true;
            case JsonTokenType.StartArray when property is "value" or "data" or "responses":
                inItems = sawItems = true;
                return true;
            case JsonTokenType.StartObject when property is null && reader.CurrentDepth == 0:
            case JsonTokenType.EndObject when reader.CurrentDepth == 0:
                return true;
            default:
                return property is null ? throw new JsonException("the answer is no object")
                    : property == "error" && reader.TokenType == JsonTokenType.StartObject ? throw new JsonException("the answer is an error")
                    : Value(ref reader, before);
        }
    }

    private bool Item(ref Utf8JsonReader reader, Utf8JsonReader before, ReadOnlySpan<byte> utf8)
    {
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            inItems = false;
            property = null;
            return true;
        }

        int start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            reader = before;
            return false;
        }

        Page.Items.Add(item(utf8[start..(int)reader.BytesConsumed]));
        return true;
    }

    private bool Value(ref Utf8JsonReader reader, Utf8JsonReader before)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        bool isTrue = reader.TokenType == JsonTokenType.True || string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
        long? number = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value) ? value : null;
        if (!reader.TrySkip())
        {
            reader = before;
            return false;
        }

        switch (property)
        {
            case "@odata.nextLink" or "nextLink" or "$skipToken" when !string.IsNullOrEmpty(text):
                Page.Next = text;
                break;
            case "@odata.deltaLink" when !string.IsNullOrEmpty(text):
                Page.DeltaLink = text;
                break;
            case "totalRecords" or "@odata.count":
                Page.TotalRecords = number;
                break;
            case "resultTruncated":
                Page.IsTruncated = isTrue;
                break;
        }

        property = null;
        return true;
    }
}
