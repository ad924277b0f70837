using Ed2402Posture.Core.Privilege.Holdings;

namespace Ed2402Posture.Core.Privilege.Paths;

/// <summary>Makes the list of role assignments, direct and derived.</summary>
internal sealed class RoleHoldingBuilder(PrincipalTable principals, string completeness)
{
    private readonly PathText text = new(principals);

    /// <summary>Every assignment as it was made.</summary>
    public IReadOnlyList<RoleHolding> Direct(IEnumerable<Holding> assignments) => [.. assignments.Select(a => Make(PathEntry.Own(a)))];

    /// <summary>What members and owners of groups hold through them.</summary>
    public IReadOnlyList<RoleHolding> Derived(IEnumerable<Holding> assignments, IEnumerable<ControlLink> groups) =>
    [
        .. new PathFinder(principals, groups).Run(assignments.Where(a => principals[a.Principal].IsGroup))
            .SelectMany((found, number) => found is null || principals[number].IsGroup ? [] : found.Kept)
            .Select(Make),
    ];

    private RoleHolding Make(PathEntry path) => new(path, principals[path.Node], text, completeness);
}
