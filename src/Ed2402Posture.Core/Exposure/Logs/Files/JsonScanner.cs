using System.Text.Json;

namespace Ed2402Posture.Core.Exposure.Logs.Files;

/// <summary>Walks through one JSON text after the other and gives the objects that are records: of a list at the root, of a list <c>value</c> or <c>records</c> of
/// an object at the root, or else that object itself. Where the text stops being JSON it gives one error and ends.</summary>
/// <param name="stream">What follows <paramref name="head"/>.</param>
/// <param name="head">The text's beginning.</param>
internal sealed class JsonScanner(Stream stream, byte[] head)
{
    private byte[] buffer = head;
    private int at;
    private int end = head.Length;
    private bool final = stream == Stream.Null;
    private JsonReaderState state;
    private Place place;
    private long line = 1;

    private enum Place
    {
        /// <summary>Before a text.</summary>
        Root = 0,
        /// <summary>Between the records of a list.</summary>
        List,
        /// <summary>Behind the list of an object.</summary>
        Behind,
    }

    private enum Step
    {
        More = 0,
        Found,
        Moved,
        Ended,
    }

    /// <summary>The records.</summary>
    public IEnumerable<JsonRecord> Read()
    {
        while (true)
        {
            JsonRecord record = default;
            Step step;
            try
            {
                step = Next(out record);
            }
            catch (JsonException)
            {
                step = Step.Ended;
                record = new JsonRecord(default, line, "from here on it is no JSON: the rest of the file was not read");
            }

            if (step == Step.Found || record.Error is not null)
            {
                yield return record;
            }

            if (step == Step.Ended)
            {
                yield break;
            }

            if (step == Step.More)
            {
                Fill();
            }
        }
    }

    private Step Next(out JsonRecord record)
    {
        record = default;
        if (place == Place.Root)
        {
            Advance(buffer.AsSpan(at, end - at).Length - buffer.AsSpan(at, end - at).TrimStart(" \t\r\n,"u8).Length);
            state = default;
            if (at == end)
            {
                return final ? Step.Ended : Step.More;
            }
        }

        var reader = new Utf8JsonReader(buffer.AsSpan(at, end - at), final, state);
        return place switch { Place.Root => Root(ref reader, out record), Place.List => List(ref reader, out record), _ => Behind(ref reader) };
    }

    private Step Root(ref Utf8JsonReader reader, out JsonRecord record)
    {
        record = default;
        if (!reader.Read())
        {
            return Step.More;
        }

        if (reader.TokenType == JsonTokenType.StartArray)
        {
            Commit(ref reader, Place.List);
            return Step.Moved;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool mayHold = reader.ValueTextEquals("value"u8) || reader.ValueTextEquals("records"u8);
            if (!reader.Read())
            {
                return Step.More;
            }

            if (mayHold && reader.TokenType == JsonTokenType.StartArray)
            {
                Commit(ref reader, Place.List);
                return Step.Moved;
            }

            if (!reader.TrySkip())
            {
                return Step.More;
            }
        }

        return reader is { TokenType: JsonTokenType.EndObject, CurrentDepth: 0 } ? Found(ref reader, 0, Place.Root, out record) : Step.More;
    }

    private Step List(ref Utf8JsonReader reader, out JsonRecord record)
    {
        record = default;
        if (!reader.Read())
        {
            return Step.More;
        }

        if (reader.TokenType == JsonTokenType.EndArray)
        {
            Commit(ref reader, reader.CurrentDepth == 0 ? Place.Root : Place.Behind);
            return Step.Moved;
        }

        int start = (int)reader.TokenStartIndex;
        return reader.TrySkip() ? Found(ref reader, start, Place.List, out record) : Step.More;
    }

    private Step Behind(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.EndObject, CurrentDepth: 0 })
            {
                Commit(ref reader, Place.Root);
                return Step.Moved;
            }

            if (!reader.TrySkip())
            {
                return Step.More;
            }
        }

        return Step.More;
    }

    private Step Found(ref Utf8JsonReader reader, int start, Place next, out JsonRecord record)
    {
        record = new JsonRecord(buffer.AsMemory(at + start, (int)reader.BytesConsumed - start), line + buffer.AsSpan(at, start).Count((byte)'\n'));
        Commit(ref reader, next);
        return Step.Found;
    }

    private void Commit(ref Utf8JsonReader reader, Place next)
    {
        state = reader.CurrentState;
        place = next;
        Advance((int)reader.BytesConsumed);
    }

    private void Advance(int bytes)
    {
        line += buffer.AsSpan(at, bytes).Count((byte)'\n');
        at += bytes;
    }

    private void Fill()
    {
        if (final)
        {
            throw new InvalidOperationException("There is no more text.");
        }

        // What was given out is of no more use by now.
        byte[] target = end - at > buffer.Length / 2 ? new byte[Math.Max(buffer.Length, 1 << 16) * 2] : buffer;
        buffer.AsSpan(at, end - at).CopyTo(target);
        (buffer, end, at) = (target, end - at, 0);
        int read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        final = read == 0;
    }
}
