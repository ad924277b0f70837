using Ed2402Posture.TenantSimulator;

namespace Ed2402Posture.Tests.Unit.Azure.Faults;

/// <summary>Random trouble on the way of one scan; one seed is one schedule.</summary>
/// <param name="Seed">What it is made from.</param>
/// <param name="PageSize">The most items in a page.</param>
/// <param name="Skew">How far the scanner's clock is off.</param>
/// <param name="Stops">After how many requests the scan is stopped, by Ctrl+C or with its process, and begun again with what was kept; one number a stop.</param>
/// <param name="Faults">What goes wrong, by the names of <see cref="FaultKinds.All"/>.</param>
internal sealed record FaultSchedule(int Seed, int PageSize, TimeSpan Skew, IReadOnlyList<int> Stops, IReadOnlyList<(string Kind, FaultRule Rule)> Faults)
{
    public static FaultSchedule Of(int seed)
    {
        var random = new Random(seed);
        int[] kinds = [seed % FaultKinds.All.Count, .. Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(FaultKinds.All.Count))];
        TimeSpan skew = random.Next(4) == 0 ? TimeSpan.FromMinutes(random.Next(-180, 180)) : TimeSpan.Zero;
        int[] stops = random.Next(4) == 0 ? [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => random.Next(120))] : [];
        int[] sizes = [7, 20, 50];
        return new FaultSchedule(seed, sizes[random.Next(sizes.Length)], skew, stops, [.. kinds.Select(k => (FaultKinds.All[k].Name, FaultKinds.All[k].Make(random)))]);
    }

    public override string ToString() =>
        $"seed {Seed}, pages of {PageSize}, clock {Skew}, stops [{string.Join(", ", Stops)}]: {string.Join(" | ", Faults.Select(f => $"{f.Kind} at {f.Rule.PathContains ?? "all"} after {f.Rule.Skip} times {f.Rule.Times}"))}";
}
