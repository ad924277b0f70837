using System.Text.Json;
using System.Text.Json.Serialization;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Snapshots;

/// <summary>Reads the plans of a user's licences and holds each list once: users of one licence have the same plans, dozens each, and a group may have very
/// many users.</summary>
internal sealed class RepeatedPlans : JsonConverter<IReadOnlyList<AssignedPlan>>
{
    // One place a hash, as with RepeatedText.
    private static readonly AssignedPlan[]?[] Lists = new AssignedPlan[1024][];

    public override IReadOnlyList<AssignedPlan>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        AssignedPlan[] plans = JsonSerializer.Deserialize(ref reader, SnapshotJson.Default.AssignedPlanArray) ?? [];
        var hash = new HashCode();
        foreach (AssignedPlan plan in plans)
        {
            hash.Add(plan);
        }

        ref AssignedPlan[]? place = ref Lists[(uint)hash.ToHashCode() % (uint)Lists.Length];
        AssignedPlan[]? held = place;
        return held is not null && held.AsSpan().SequenceEqual(plans) ? held : place = plans;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<AssignedPlan> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, [.. value], SnapshotJson.Default.AssignedPlanArray);
}
