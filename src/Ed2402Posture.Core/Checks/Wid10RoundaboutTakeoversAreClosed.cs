using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>WID-10: no application may act as every user with a permission that can take over the tenant, and nobody below tier 0 writes the host of a
/// managed identity of tier 0.</summary>
internal sealed class Wid10RoundaboutTakeoversAreClosed : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "WID-10",
        Title = "Delegated grants for all users and hosts of managed identities do not lead to tier 0",
        Category = CheckCategory.WorkloadIdentity,
        Severity = Severity.High,
        Provenance = [Provenance.BOD, Provenance.OWN],
        References = ["SCuBA MS.AAD.5.2v1", "NIST AC-6", "NIST AC-3", "ATT&CK T1528", "ATT&CK T1098.003"],
        Remediation = "Remove the grant ('Remove-MgOauth2PermissionGrant') or grant it to single users; move the managed identity's host under a scope where only administrators of tier 0 hold roles.",
        Needs = PrivilegeNeeds.Paths,
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        bool any = false;
        foreach (PrivilegedAccount account in context.Privilege.Accounts)
        {
            List<AccessPath> reaching = [.. account.Paths.Where(p => p.Tier == Tiers.ControlPlane && p.Kind is PathKind.DelegatedPermission or PathKind.ManagedIdentityHost)];
            bool otherwise = account.Paths.Any(p => p.Tier == Tiers.ControlPlane && p.Kind is not (PathKind.DelegatedPermission or PathKind.ManagedIdentityHost));
            if (reaching.Find(p => p.Kind == PathKind.DelegatedPermission || !otherwise) is not { } path)
            {
                continue;
            }

            any = true;
            yield return OwnPrivilege.IsAllowed(context, account)
                ? Pass(context, Subject.Of(account), "The settings allow this service principal to hold privilege.", path.Role, $"path={path.Text}")
                : Fail(context, Subject.Of(account), $"The account comes to tier 0 in a roundabout way: {path.Text}.", path.Role, $"path={path.Text}");
        }

        if (!any)
        {
            yield return Pass(context, context.Tenant, "No delegated grant for all users and no host of a managed identity leads to tier 0.");
        }
    }
}
