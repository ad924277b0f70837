using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>INV-03: whoever owns a group that holds a directory role, now or by PIM, is an administrator of the same tier anyway. An owner can make
/// himself a member.</summary>
internal sealed class Inv03GroupOwnersAreAdministrators : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "INV-03",
        Title = "Owners of groups that hold a directory role are administrators of the same tier",
        Category = CheckCategory.Inventory,
        Severity = Severity.High,
        Provenance = [Provenance.OWN],
        References = ["NIST AC-6(5)", "NIST AC-6(7)", "ATT&CK T1098.003", "ATT&CK T1078.004"],
        Remediation = "Remove the owner from the group, and his eligibility to own it in PIM for Groups; let Privileged Role Administrators manage its members.",
        Needs = PrivilegeNeeds.DirectoryRoles,
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        bool any = false;
        foreach (PrivilegedAccount account in context.Privilege.Accounts)
        {
            List<AccessPath> owned = [.. account.Paths.Where(p => p.Plane == Plane.Entra && p.Kind is PathKind.GroupOwner or PathKind.PimGroupOwner && !p.IsExample)];
            if (owned.Count == 0)
            {
                continue;
            }

            any = true;
            AccessPath strongest = owned.MinBy(p => p.Tier)!;
            yield return OwnPrivilege.Reaches(account, strongest.Tier)
                ? Pass(context, Subject.Of(account), "The owner is an administrator of the same tier.", strongest.Role, $"path={strongest.Text}")
                : Fail(context, Subject.Of(account), $"The account is no administrator of tier {strongest.Tier} but by ownership: {strongest.Text}.", strongest.Role, $"path={strongest.Text}");
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "No group that holds a directory role has an owner.");
        }
    }
}
