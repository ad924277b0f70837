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

    private RoleHolding Make(PathEntry path)
    {
        Principal principal = principals[path.Node];
        return new RoleHolding
        {
            Principal = principal.Name,
            PrincipalId = principal.Id,
            PrincipalType = principal.Type,
            UserPrincipalName = principal.UserPrincipalName,
            Role = path.Role.Name,
            RoleDefinitionId = path.Role.DefinitionId,
            Plane = path.Role.Plane,
            Scope = path.Role.Scope,
            ScopeName = path.Role.ScopeText,
            Tier = path.Role.Tier,
            Privileged = path.Role.Privileged,
            Kind = path.Kind,
            State = path.State,
            Permanent = path.End is null,
            StartDateTime = path.Start,
            EndDateTime = path.End,
            NotYetStarted = path.NotYetStarted,
            ManagedByPim = path.Seed.ManagedByPim,
            Condition = path.Seed.Condition,
            AssignmentId = path.Seed.AssignmentId,
            Completeness = completeness,
            Entry = path,
            Sentences = text,
        };
    }
}
