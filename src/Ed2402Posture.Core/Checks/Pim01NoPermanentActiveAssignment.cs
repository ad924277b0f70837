using System.Globalization;
using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>PIM-01: nobody holds a highly privileged role permanently; it is activated when needed. One finding an assignment.</summary>
internal sealed class Pim01NoPermanentActiveAssignment : Check
{
    private static readonly DatasetNeed Schedules = new(Datasets.RoleAssignmentScheduleInstances, UnlicensedMeansNone: true);

    private static readonly DatasetNeed[] PimForGroups = [new(Datasets.PimGroupAssignmentInstances, UnlicensedMeansNone: true), new(Datasets.PimGroupEligibilityInstances, UnlicensedMeansNone: true)];

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "PIM-01",
        Title = "No highly privileged role is assigned permanently",
        Category = CheckCategory.PimUsage,
        Severity = Severity.Critical,
        Provenance = [Provenance.BOD],
        References = ["SCuBA MS.AAD.7.4v1", "CIS M365 5.3.1", "NIST AC-2", "NIST AC-6(2)", "ATT&CK T1098.003"],
        Remediation = "Make the person eligible in PIM and remove the active assignment. A workload cannot activate: give it a narrower permission, or allow it in the settings after review. Declare break-glass accounts in the settings.",
        Needs = PrivilegeNeeds.DirectoryRoles,
        Widens = [Datasets.Users, Datasets.ServicePrincipals],
        Thresholds = [LongAssignments.MaximumDays],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        List<RoleHolding> held = [.. context.Privilege.Assignments.Where(a => a.Plane == Plane.Entra && a.Tier == Tiers.ControlPlane)];
        if (held.Count == 0)
        {
            yield return NotApplicable(context, context.Tenant, "No highly privileged role is assigned.");
        }

        GroupMembership groups = new(context.Snapshot), lasting = new(context.Snapshot, LongAssignments.Longest(context, Metadata));
        var names = new DirectoryNames(context.Snapshot);
        bool schedulesRead = context.IsMet(Schedules);
        foreach (RoleHolding holding in held.Where(h => schedulesRead || h.ManagedByPim == true))
        {
            yield return Judge(context, holding, groups, lasting, names);
        }
    }

    private Finding Judge(CheckContext context, RoleHolding holding, GroupMembership groups, GroupMembership lasting, DirectoryNames names)
    {
        Subject subject = Subject.Of(holding);
        string evidence = string.Create(CultureInfo.InvariantCulture, $"state={holding.State}; start={holding.StartDateTime:yyyy-MM-dd}; end={holding.EndDateTime:yyyy-MM-dd}; managedByPim={holding.ManagedByPim}; assignmentId={holding.AssignmentId}");
        string? tooLong = LongAssignments.Describe(context, Metadata, holding);
        if (!IsStanding(holding) && tooLong is null)
        {
            return Pass(context, subject, NotStanding(holding), holding.Role, evidence);
        }

        if (holding.PrincipalType == PrincipalType.Unknown)
        {
            return NotAssessed(context, subject, "Partial: principals lacks the holder, so it is unknown whether the settings exempt it.", holding.Role, evidence);
        }

        if (Exemption(context, holding) is { } exemption)
        {
            return Pass(context, subject, exemption, holding.Role, evidence);
        }

        Severity severity = holding.RoleDefinitionId is EntraRoles.GlobalAdministrator or EntraRoles.PrivilegedRoleAdministrator or EntraRoles.PrivilegedAuthenticationAdministrator ? Severity.Critical : Severity.High;
        string outside = holding.ManagedByPim == false ? ", outside PIM" : "";
        return tooLong is not null ? Warn(context, subject, tooLong, holding.Role, evidence, Severity.High)
            : holding.PrincipalType == PrincipalType.Group
            ? JudgeGroup(context, holding, severity, evidence, groups, lasting, names)
            : Fail(context, subject, $"Holds {holding.Role} permanently{outside}.", holding.Role, evidence, severity);
    }

    /// <summary>A group's standing role is its members'. Break-glass accounts may be among them, others may not.</summary>
    private Finding JudgeGroup(CheckContext context, RoleHolding holding, Severity severity, string evidence, GroupMembership groups, GroupMembership lasting, DirectoryNames names)
    {
        Subject subject = Subject.Of(holding);
        bool pimRead = PimForGroups.All(context.IsMet);
        List<string> Others(GroupMembership membership) => [.. membership.Of(holding.PrincipalId, permanentOnly: true).Where(id => !context.Settings.IsBreakGlass(id, names.Of(id)))];
        List<string> others = Others(groups), late = Others(lasting);
        return others.Count > 0 && pimRead ? Fail(context, subject, $"{others.Count} members of the group hold {holding.Role} permanently through it: {string.Join(", ", others.Select(names.Of))}.", holding.Role, evidence, severity)
            : !groups.IsWhole || !pimRead ? NotAssessed(context, subject, "Partial: groups, groupMembers or PIM for Groups was not read whole, so it is unknown who holds the role through the group permanently.", holding.Role, evidence)
            : late.Count > 0 ? Warn(context, subject, $"{late.Count} members of the group hold {holding.Role} through it for longer than {context.Threshold(Metadata, LongAssignments.MaximumDays.Name)} days, as good as permanently: {string.Join(", ", late.Select(names.Of))}.", holding.Role, evidence, Severity.High)
            : groups.HasEligible(holding.PrincipalId) || groups.Of(holding.PrincipalId).Count > 0 ? Pass(context, subject, "Nobody is in the group permanently except declared break-glass accounts; others are let in by PIM for a time.", holding.Role, evidence)
            : Warn(context, subject, $"The group holds {holding.Role} permanently and has no member: whoever becomes one holds it.", holding.Role, evidence, Severity.Medium);
    }

    /// <summary>Why a standing assignment is right; null when it is not.</summary>
    private static string? Exemption(CheckContext context, RoleHolding holding)
    {
        bool Allowed(IReadOnlyList<string> list) => list.Contains(holding.PrincipalId, StringComparer.OrdinalIgnoreCase) || (holding.UserPrincipalName is { } appId && list.Contains(appId, StringComparer.OrdinalIgnoreCase));
        return holding.PrincipalType switch
        {
            PrincipalType.Group => Allowed(context.Settings.AllowedGroups) ? "The settings allow this group to hold standing privilege." : null,
            PrincipalType.User or PrincipalType.Guest => context.Settings.IsBreakGlass(holding.PrincipalId, holding.UserPrincipalName) ? $"{Subject.Of(holding).Name} is a declared break-glass account." : null,
            _ => Allowed(context.Settings.AllowedServicePrincipals) ? "The settings allow this service principal to hold privilege." : null,
        };
    }

    private static bool IsStanding(RoleHolding holding) => holding.State == PathState.Active && holding.Permanent;

    private static string NotStanding(RoleHolding holding) => holding.State switch
    {
        PathState.Eligible => $"Is eligible for {holding.Role} and must activate it.",
        PathState.Activated => string.Create(CultureInfo.InvariantCulture, $"Has activated {holding.Role} until {holding.EndDateTime:yyyy-MM-dd HH:mm} UTC."),
        _ => string.Create(CultureInfo.InvariantCulture, $"Holds {holding.Role} until {holding.EndDateTime:yyyy-MM-dd}."),
    };
}
