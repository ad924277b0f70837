namespace Ed2402Posture.Core.ConditionalAccess.Scenarios;

/// <summary>A policy's condition on locations, its words resolved: named locations by their place in <see cref="NamedPlaces"/>.</summary>
/// <param name="IncludeAll">Whether every location is included.</param>
/// <param name="IncludeTrusted">Whether the trusted IP locations are.</param>
/// <param name="Include">Named locations included.</param>
/// <param name="ExcludeAll">Whether every location is excluded.</param>
/// <param name="ExcludeTrusted">Whether the trusted IP locations are.</param>
/// <param name="Exclude">Named locations excluded.</param>
internal sealed record LocationCondition(bool IncludeAll, bool IncludeTrusted, IReadOnlyList<int> Include, bool ExcludeAll, bool ExcludeTrusted, IReadOnlyList<int> Exclude)
{
    /// <summary>A text that is equal for equal conditions.</summary>
    public string Key { get; } = $"{IncludeAll},{IncludeTrusted},{string.Join('+', Include.Order())}|{ExcludeAll},{ExcludeTrusted},{string.Join('+', Exclude.Order())}";

    /// <summary>Whether a sign-in from those places meets it. Exclusions win.</summary>
    /// <param name="inside">Whether the sign-in is inside the named location of that index.</param>
    /// <param name="trusted">Whether one of them is a trusted IP location.</param>
    public bool Matches(Func<int, bool> inside, bool trusted) =>
        (IncludeAll || (IncludeTrusted && trusted) || Include.Any(inside)) && !(ExcludeAll || (ExcludeTrusted && trusted) || Exclude.Any(inside));
}
