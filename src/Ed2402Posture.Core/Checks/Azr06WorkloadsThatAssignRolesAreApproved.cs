using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>AZR-06: workloads that may assign any Azure role at a management group or subscription are ones that the settings name, and sign in without
/// a client secret; no classic administrator is left.</summary>
internal sealed class Azr06WorkloadsThatAssignRolesAreApproved : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "AZR-06",
        Title = "Workloads that may assign any Azure role are approved, and no classic administrator is left",
        Category = CheckCategory.AzureRbac,
        Severity = Severity.High,
        Provenance = [Provenance.OWN],
        References = ["NIST AC-6", "NIST IA-5", "ATT&CK T1098.001", "ATT&CK T1098.003"],
        Remediation = "Give the workload Contributor, or Role Based Access Control Administrator with a condition; if it needs the role, name its service principal in 'allowedServicePrincipals' of the settings and replace its secrets by a managed identity, a federated credential or a certificate. Remove classic administrators under 'Access control (IAM)', 'Classic administrators' of the subscription.",
        Needs =
        [
            Datasets.ManagementGroups, Datasets.AzureSubscriptions, Datasets.AzureRoleAssignments, Datasets.AzureRoleDefinitions, Datasets.ClassicAdministrators,
            Datasets.Principals, Datasets.ServicePrincipals, Datasets.Applications,
        ],
        Widens = [Datasets.AzureRootRoleAssignments, Datasets.Groups, Datasets.GroupMembers, .. AzureHolders.ByPim],
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var delegation = new RoleDelegation(context.Snapshot);
        List<IGrouping<string, RoleHolding>> workloads =
        [
            .. AzureHolders.Of(context)
                .Where(h => h.PrincipalType is PrincipalType.ServicePrincipal or PrincipalType.ManagedIdentity or PrincipalType.AgentIdentity && AzureScope.KindOf(h.Scope) <= AzureScopeKind.Subscription
                    && delegation.AssignsRoles(h) && (delegation.WritesAnything(h) || !delegation.Limit(h).IsBound))
                .GroupBy(h => h.PrincipalId, StringComparer.OrdinalIgnoreCase),
        ];
        foreach (IGrouping<string, RoleHolding> workload in workloads)
        {
            List<RoleHolding> unbound = [.. workload.Where(h => delegation.WritesAnything(h) || delegation.Limit(h).Lack is not null)];
            yield return unbound.Count > 0 ? Judge(context, unbound)
                : NotAssessed(context, Subject.Of(workload.First()), $"{delegation.Limit(workload.First()).Unknown}, so it is unknown which roles it may give.", $"{workload.First().Role} at {workload.First().Scope}");
        }

        List<(ClassicAdministrator Item, string Email, string Role)> classic = [.. context.Snapshot.Get(Datasets.ClassicAdministrators).Items.SelectMany(a => Roles(a).Select(r => (a, a.Properties!.EmailAddress!, r)))];
        foreach ((ClassicAdministrator item, string email, string role) in classic)
        {
            yield return Fail(context, new Subject(email, email, nameof(PrincipalType.User)), $"Is a classic administrator, with all the rights of Owner and beyond the reach of PIM and conditions.", $"{role} at {string.Join('/', item.Id.Split('/').Take(3))}", $"id={item.Id}");
        }

        if (AzureHolders.SeesNothing(context) is { } reason)
        {
            yield return NotAssessed(context, context.Tenant, reason);
        }
        else
        {
            if (workloads.Count == 0)
            {
                yield return NotApplicable(context, context.Tenant, "No workload may assign any role at a management group or subscription.", "workloads");
            }

            if (classic.Count == 0)
            {
                yield return Pass(context, context.Tenant, "No subscription has a classic administrator.", "classic administrators");
            }
        }
    }

    private Finding Judge(CheckContext context, List<RoleHolding> held)
    {
        Subject subject = Subject.Of(held[0]);
        string roles = string.Join("; ", held.Select(h => $"{h.Role} at {h.Scope}").Distinct(StringComparer.OrdinalIgnoreCase)), evidence = string.Join("; ", held.Select(h => $"path={h.Path}"));
        bool allowed = context.Settings.AllowedServicePrincipals.Any(a => string.Equals(a, held[0].PrincipalId, StringComparison.OrdinalIgnoreCase) || string.Equals(a, held[0].UserPrincipalName, StringComparison.OrdinalIgnoreCase));
        int usable = context.Analysis.Credentials.OfPrivileged(held[0].UserPrincipalName).Count(c => c is { Kind: CredentialKind.Secret, Use: CredentialUse.SignIn } && c.State != CredentialState.Expired);
        string signIn = usable == 1 ? "1 client secret can sign in as it" : $"{usable} client secrets can sign in as it";
        return !allowed ? Fail(context, subject, $"May assign any role, and the settings do not allow it{(usable == 0 ? "" : $"; {signIn}")}.", roles, evidence)
            : usable > 0 ? Fail(context, subject, $"The settings allow it to assign any role, but {signIn}.", roles, evidence)
            : IsForeign(context, held[0].PrincipalId) ? NotAssessed(context, subject, "NotSupported: applications of another tenant cannot be read, so it is unknown whether secrets can sign in as it; the settings allow it to assign any role.", roles, evidence)
            : Pass(context, subject, "The settings allow it to assign any role, and no client secret can sign in as it.", roles, evidence);
    }

    private static bool IsForeign(CheckContext context, string id) =>
        context.Privilege.Find(id)?.AppOwnerOrganizationId is { } owner && !string.Equals(owner, context.Snapshot.Info.TenantId, StringComparison.OrdinalIgnoreCase) && !string.Equals(owner, MicrosoftTenant.Id, StringComparison.OrdinalIgnoreCase);

    // The account administrator pays, and manages nothing.
    private static IEnumerable<string> Roles(ClassicAdministrator administrator) => administrator.Properties is { EmailAddress: not null, Role: { } roles }
        ? roles.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(r => !r.Equals("AccountAdministrator", StringComparison.OrdinalIgnoreCase))
        : [];
}
