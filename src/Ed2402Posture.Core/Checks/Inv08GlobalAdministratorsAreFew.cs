using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>INV-08: a few distinct people can be Global Administrator, and most administrators hold finer roles.</summary>
internal sealed class Inv08GlobalAdministratorsAreFew : Check
{
    private static readonly Threshold Minimum = new("minimumGlobalAdministrators", 2, "people", "Fewest people that hold or may activate Global Administrator, break-glass accounts apart.") { Maximum = 100 };
    private static readonly Threshold Maximum = new("maximumGlobalAdministrators", 8, "people", "Most people that hold or may activate Global Administrator, break-glass accounts apart.") { Maximum = 100 };

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "INV-08",
        Title = "Global Administrators are few, and finer roles are used",
        Category = CheckCategory.Inventory,
        Severity = Severity.High,
        Provenance = [Provenance.BOD],
        References = ["SCuBA MS.AAD.7.1v1", "SCuBA MS.AAD.7.2v1", "CIS M365 1.1.3", "NIST AC-6(5)", "NIST AC-5", "ATT&CK T1098.003", "ATT&CK T1651", "ATT&CK T1136.003"],
        Remediation = "List what each Global Administrator does and give the narrowest role that allows it, eligible in PIM. Keep two to eight people, and declare the break-glass accounts in the settings.",
        Needs = PrivilegeNeeds.DirectoryRoles,
        Widens = [Datasets.Users],
        Thresholds = [Minimum, Maximum],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        List<PrivilegedAccount> people = [.. context.Privilege.Accounts.Where(a => a.Type is PrincipalType.User or PrincipalType.Guest)];
        List<PrivilegedAccount> holders = [.. people.Where(a => a.Paths.Any(IsGlobalAdministrator))];
        List<PrivilegedAccount> breakGlass = [.. holders.Where(a => context.Settings.IsBreakGlass(a.Id, a.UserPrincipalName))];
        List<PrivilegedAccount> counted = [.. holders.Except(breakGlass)];
        int finer = people.Count(a => a.Paths.Any(IsHighlyPrivileged) && !holders.Contains(a));
        string apart = breakGlass.Count == 0 ? "" : $" Break-glass accounts are not counted: {string.Join(", ", breakGlass)}.";
        string evidence = $"globalAdministrators={string.Join(", ", counted)}; breakGlass={string.Join(", ", breakGlass)}; otherHighlyPrivileged={finer}";
        bool whole = context.IsWhole(Metadata);
        int minimum = context.Threshold(Metadata, Minimum.Name), maximum = context.Threshold(Metadata, Maximum.Name);
        const string role = "Global Administrator";

        if (counted.Count > maximum)
        {
            yield return Fail(context, context.Tenant, $"{counted.Count} people hold or may activate Global Administrator; at most {maximum} should.{apart}", role, evidence);
        }
        else if (whole)
        {
            yield return counted.Count < minimum
                ? Fail(context, context.Tenant, $"{counted.Count} people hold or may activate Global Administrator; at least {minimum} should.{apart}", role, evidence)
                : Pass(context, context.Tenant, $"{counted.Count} people hold or may activate Global Administrator.{apart}", role, evidence);
        }

        if (whole)
        {
            yield return counted.Count > finer
                ? Fail(context, context.Tenant, $"{counted.Count} people can be Global Administrator and {finer} hold other highly privileged roles: finer roles are not used.{apart}", "Finer roles", evidence)
                : Pass(context, context.Tenant, $"{counted.Count} people can be Global Administrator and {finer} hold other highly privileged roles.{apart}", "Finer roles", evidence);
        }
    }

    private static bool IsGlobalAdministrator(AccessPath path) => IsHighlyPrivileged(path) && string.Equals(path.RoleDefinitionId, EntraRoles.GlobalAdministrator, StringComparison.OrdinalIgnoreCase);

    /// <summary>A role of tier 0 in the directory that the person holds or may activate, alone or as member of a group. Ways to take a role over do not count.</summary>
    private static bool IsHighlyPrivileged(AccessPath path) =>
        path.Plane == Plane.Entra && path.Tier == Tiers.ControlPlane && path.Kind is (PathKind.Direct or PathKind.GroupMember or PathKind.PimGroupMember);
}
