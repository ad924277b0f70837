using Ed2402Posture.Core.Privilege.Ratings;

namespace Ed2402Posture.Core.Privilege.Conditions;

/// <summary>A condition of an Azure role assignment, or a part of one. Source: Microsoft, 'Azure role assignment condition format and syntax' (version 2.0).</summary>
internal abstract record AccessCondition
{
    /// <summary>Whether the condition allows what is tried; null when that hangs on what is not known.</summary>
    public abstract bool? Allows(AccessRequest request);

    /// <summary>Both sides, or one of them.</summary>
    public sealed record Joined(bool All, AccessCondition Left, AccessCondition Right) : AccessCondition
    {
        /// <inheritdoc/>
        public override bool? Allows(AccessRequest request) => All ? Left.Allows(request) & Right.Allows(request) : Left.Allows(request) | Right.Allows(request);
    }

    /// <summary>The opposite.</summary>
    public sealed record Negated(AccessCondition Inner) : AccessCondition
    {
        /// <inheritdoc/>
        public override bool? Allows(AccessRequest request) => !Inner.Allows(request);
    }

    /// <summary><c>ActionMatches{'…'}</c>.</summary>
    public sealed record OfAction(IReadOnlyList<string> Patterns) : AccessCondition
    {
        /// <inheritdoc/>
        public override bool? Allows(AccessRequest request) => Patterns.Any(p => Wildcard.Matches(p, request.Action));
    }

    /// <summary>What is asked of something that a request to assign roles does not tell: suboperations, attributes of the resource, of the caller, of the time.</summary>
    public sealed record Open : AccessCondition
    {
        /// <inheritdoc/>
        public override bool? Allows(AccessRequest request) => null;
    }

    /// <summary>An attribute compared with values that the condition names.</summary>
    /// <param name="Attribute">The attribute with its source, as <c>Request:Microsoft.Authorization/roleAssignments:RoleDefinitionId</c>.</param>
    /// <param name="EveryValue">Whether the comparison must hold with every value (<c>…AllValues</c>), not with one of them.</param>
    /// <param name="Equal">Whether equal GUIDs are asked for, or different ones; null for every other comparison.</param>
    /// <param name="Values">The values.</param>
    public sealed record Compared(string Attribute, bool EveryValue, bool? Equal, IReadOnlyList<string> Values) : AccessCondition
    {
        private const string OfRequest = "Request:";

        /// <inheritdoc/>
        public override bool? Allows(AccessRequest request)
        {
            if (Equal is not { } equal || !Attribute.StartsWith(OfRequest, StringComparison.OrdinalIgnoreCase) || !request.Attributes.TryGetValue(Attribute[OfRequest.Length..], out string? known))
            {
                return null;
            }

            return EveryValue ? Values.All(v => Same(v, known) == equal) : Values.Any(v => Same(v, known) == equal);
        }

        private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
    }
}
