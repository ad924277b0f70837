using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Review;

/// <summary>How often something was seen before an exposure and after it, with the first entries after it.</summary>
internal sealed class Sighting
{
    private const int KeptIds = 20;
    private readonly List<(DateTimeOffset At, string Id, string? Correlation)> first = [];

    public long Before { get; private set; }
    public long After { get; private set; }
    public DateTimeOffset? LastBefore { get; private set; }
    public DateTimeOffset? FirstAfter => first.Count == 0 ? null : first[0].At;
    public DateTimeOffset? LastAfter { get; private set; }
    public HashSet<int> Systems { get; } = [];
    public IReadOnlyList<string> Ids => [.. first.Select(f => f.Id)];
    public string? Correlation => first.Count == 0 ? null : first[0].Correlation;

    public void Add(DateTimeOffset at, DateTimeOffset since, string id, string? correlation, int? system = null)
    {
        if (at < since)
        {
            Before++;
            LastBefore = LastBefore is null || at > LastBefore ? at : LastBefore;
            return;
        }

        After++;
        LastAfter = LastAfter is null || at > LastAfter ? at : LastAfter;
        if (system is { } number and > 0)
        {
            Systems.Add(number);
        }

        int place = first.FindIndex(f => at < f.At || (at == f.At && string.CompareOrdinal(id, f.Id) < 0));
        if (place >= 0 || first.Count < KeptIds)
        {
            first.Insert(place < 0 ? first.Count : place, (at, id, correlation));
            if (first.Count > KeptIds)
            {
                first.RemoveAt(KeptIds);
            }
        }
    }
}

/// <summary>The sightings of the values of one side of sign-ins.</summary>
internal sealed class Sightings
{
    public Dictionary<string, Sighting> Values { get; } = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string? value, SignIn signIn, DateTimeOffset at, DateTimeOffset since)
    {
        if (!string.IsNullOrEmpty(value))
        {
            if (!Values.TryGetValue(value, out Sighting? sighting))
            {
                Values[value] = sighting = new Sighting();
            }

            sighting.Add(at, since, signIn.Id, signIn.CorrelationId, signIn.AutonomousSystemNumber);
        }
    }

    /// <summary>The values of the earlier time, most used first.</summary>
    public string Earlier(int most = 5)
    {
        string[] all = [.. Values.Where(v => v.Value.Before > 0).OrderByDescending(v => v.Value.Before).Select(v => v.Key)];
        return all.Length == 0 ? "none" : string.Join("; ", all.Take(most)) + (all.Length > most ? $" and {all.Length - most} more" : "");
    }
}
