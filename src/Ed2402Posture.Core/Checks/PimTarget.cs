using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;

namespace Ed2402Posture.Core.Checks;

/// <summary>One setting of PIM that a check judges: that of a directory role, of a group's members or owners, or of an Azure role at a scope.</summary>
/// <param name="Policy">The setting.</param>
/// <param name="Subject">The role or group.</param>
/// <param name="Resource">Membership or ownership; the scope of an Azure role; null for a directory role.</param>
/// <param name="Tier">Tier of the role, or of the strongest role that the group gives.</param>
internal sealed record PimTarget(PimPolicy Policy, Subject Subject, string? Resource, int Tier)
{
    /// <summary>What the group gives: the privileged roles that it holds actively, itself or through a group that it is in.</summary>
    public IReadOnlyList<RoleHolding> Carried { get; init; } = [];
    /// <summary>PIM's settings of those roles, as far as they were read.</summary>
    public IReadOnlyList<PimPolicy> Roles { get; init; } = [];
    /// <summary>Those of the roles whose settings were not read.</summary>
    public IReadOnlyList<RoleHolding> Uncompared { get; init; } = [];
    /// <summary>Whether PIM lets anybody in by this setting; null when that was not read. A role's setting always counts.</summary>
    public bool? Used { get; init; } = true;
    /// <summary>Who may activate, by id; people in groups that may are among them.</summary>
    public IReadOnlyList<string> Activators { get; init; } = [];

    /// <summary>Whether it is a group's.</summary>
    public bool IsGroup => Policy.TargetType is PimTargetType.GroupMember or PimTargetType.GroupOwner;

    /// <summary>What a finding about a setting that nobody uses adds; empty for one that is used.</summary>
    public string Unused => Used switch { false => " Nobody is assigned it in PIM yet.", _ => "" };
}
