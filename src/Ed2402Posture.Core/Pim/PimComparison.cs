using System.Globalization;
using Ed2402Posture.Core.ConditionalAccess;

namespace Ed2402Posture.Core.Pim;

/// <summary>Compares the settings of a group with those of a role that it carries.</summary>
/// <param name="demand">What an authentication context demands of those who may activate; null where that is unknown.</param>
internal sealed class PimComparison(Func<string, Requirement?> demand)
{
    /// <summary>In what the group asks for less than the role, in words; empty when in nothing.</summary>
    public IReadOnlyList<string> Laxer(PimPolicy group, PimPolicy role) =>
        [.. new[] { Duration(group, role), Approval(group, role), Authentication(group, role), Permanence("active", group.PermanentActiveAllowed, role.PermanentActiveAllowed), Permanence("eligible", group.PermanentEligibleAllowed, role.PermanentEligibleAllowed) }.OfType<string>()];

    /// <summary>Whether the two ask for different authentication contexts and what one of them demands is unknown.</summary>
    public bool IsUndecided(PimPolicy group, PimPolicy role) => group.AuthenticationContext is { } own && (role.AuthenticationContext, role.RequiresMfa) switch
    {
        (null, true) => demand(own) is null,
        ({ } other, _) => !Same(own, other) && (demand(own) is null || demand(other) is null),
        _ => false,
    };

    /// <summary>Whether the role allows only shorter activations; in words, null when not.</summary>
    public static string? Duration(PimPolicy group, PimPolicy role) => (group.MaximumActivation, role.MaximumActivation) switch
    {
        (_, null) => null,
        (null, _) => "the rule for the activation's duration is missing or sets no limit",
        ({ } own, { } limit) when own > limit => string.Create(CultureInfo.InvariantCulture, $"an activation lasts {own.TotalHours:0.#} hours ({role.Target}: {limit.TotalHours:0.#})"),
        _ => null,
    };

    /// <summary>Whether the role needs approval and the group does not; in words, null when not.</summary>
    public static string? Approval(PimPolicy group, PimPolicy role) => role.RequiresApproval == true && group.RequiresApproval != true
        ? group.RequiresApproval is null ? "the approval rule is missing" : $"activation needs no approval ({role.Target} does)"
        : null;

    /// <summary>Whether the role asks for more authentication; in words, null when not.</summary>
    public string? Authentication(PimPolicy group, PimPolicy role)
    {
        if (role.AuthenticationContext is { } context)
        {
            return group.AuthenticationContext is not { } own ? $"activation asks for no authentication context ({role.Target}: {context})"
                : !Same(own, context) && demand(own) < demand(context) ? $"the authentication context {own} demands less than {context} of {role.Target}"
                : null;
        }

        return role.RequiresMfa == true && group.RequiresMfa != true && (group.AuthenticationContext is not { } other || demand(other) == Requirement.None)
            ? $"activation asks for no multifactor authentication ({role.Target} does)"
            : null;
    }

    /// <summary>Whether the role's assignments must end and the group's need not; in words, null when not.</summary>
    public static string? Permanence(string kind, bool? own, bool? limit) => limit == false && own != false
        ? own is null ? $"the rule for {kind} assignments is missing" : $"permanent {kind} assignments are allowed"
        : null;

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
