using System.Text.Json;
using System.Text.Json.Serialization;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Snapshots;

/// <summary>Reads the plans of a user's licences and holds each list once: users of one licence have the same plans, dozens each, and a group may have very
/// many users. A list that is held is known by its text and not read again.</summary>
internal sealed class RepeatedPlans : JsonConverter<IReadOnlyList<AssignedPlan>>
{
    // One place a hash, as with RepeatedText.
    private static readonly Held?[] Lists = new Held[1024];

    public override IReadOnlyList<AssignedPlan>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        int length = Measure(reader, out uint hash);
        ref Held? place = ref Lists[hash % (uint)Lists.Length];
        if (place is { } held && held.Tokens.Length == length && held.Is(reader))
        {
            reader.Skip();
            return held.Plans;
        }

        Utf8JsonReader start = reader;
        AssignedPlan[] plans = JsonSerializer.Deserialize(ref reader, SnapshotJson.Default.AssignedPlanArray) ?? [];
        if (length > 0)
        {
            place = new Held(Tokens(start, length), plans);
        }

        return plans;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<AssignedPlan> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, [.. value], SnapshotJson.Default.AssignedPlanArray);

    /// <summary>How many bytes the tokens of the list are, each with its kind before it; 0 where they do not lie in one piece.</summary>
    private static int Measure(Utf8JsonReader reader, out uint hash)
    {
        var code = new HashCode();
        int depth = reader.CurrentDepth, length = 0;
        do
        {
            if (reader.HasValueSequence)
            {
                hash = 0;
                return 0;
            }

            code.Add(reader.TokenType);
            code.AddBytes(reader.ValueSpan);
            length += reader.ValueSpan.Length + 1;
        }
        while (!(reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == depth) && reader.Read());
        hash = (uint)code.ToHashCode();
        return length;
    }

    private static byte[] Tokens(Utf8JsonReader reader, int length)
    {
        byte[] tokens = new byte[length];
        int at = 0;
        do
        {
            tokens[at] = (byte)reader.TokenType;
            reader.ValueSpan.CopyTo(tokens.AsSpan(at + 1));
            at += reader.ValueSpan.Length + 1;
        }
        while (at < length && reader.Read());
        return tokens;
    }

    private sealed record Held(byte[] Tokens, AssignedPlan[] Plans)
    {
        /// <summary>Whether the list at which the reader stands is this one; it is as long.</summary>
        public bool Is(Utf8JsonReader reader)
        {
            ReadOnlySpan<byte> rest = Tokens;
            do
            {
                if (rest[0] != (byte)reader.TokenType || !rest[1..].StartsWith(reader.ValueSpan))
                {
                    return false;
                }

                rest = rest[(reader.ValueSpan.Length + 1)..];
            }
            while (rest.Length > 0 && reader.Read());
            return rest.Length == 0;
        }
    }
}
