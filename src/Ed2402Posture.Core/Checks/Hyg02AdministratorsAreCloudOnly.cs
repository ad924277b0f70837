using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>HYG-02: whoever reaches tier 0 has an account that no on-premises directory or federation server can take over.</summary>
internal sealed class Hyg02AdministratorsAreCloudOnly : PeopleCheck
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "HYG-02",
        Title = "Tier-0 administrators are cloud-only accounts",
        Category = CheckCategory.Hygiene,
        Severity = Severity.High,
        Provenance = [Provenance.BOD, Provenance.MS],
        References = ["SCuBA MS.AAD.7.3v1", "CIS M365 1.1.1", "NIST AC-6(5)", "NIST IA-5", "ATT&CK T1556.007", "ATT&CK T1078.004"],
        Remediation = "Make a new cloud-only account on the tenant's onmicrosoft.com domain for administration, move the assignments to it, and take the synchronised account out of every privileged role and group.",
        Needs = [Datasets.Users, Datasets.Domains],
        Widens = PrivilegeNeeds.Except(Datasets.Users),
    };

    /// <inheritdoc/>
    protected override int Tier => Tiers.ControlPlane;

    /// <inheritdoc/>
    protected override Func<PrivilegedAccount, Finding> Judge(CheckContext context)
    {
        var users = context.Snapshot.Get(Datasets.Users).Items.ToDictionary(u => u.Id, StringComparer.OrdinalIgnoreCase);
        var federated = context.Snapshot.Get(Datasets.Domains).Items.Where(d => string.Equals(d.AuthenticationType, "Federated", StringComparison.OrdinalIgnoreCase)).Select(d => d.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return account =>
        {
            Subject subject = Subject.Of(account);
            if (!users.TryGetValue(account.Id, out User? user))
            {
                return NotAssessed(context, subject, "Partial: users lacks this account, so its origin is unknown.", account.Roles);
            }

            string domain = user.UserPrincipalName?[(user.UserPrincipalName.LastIndexOf('@') + 1)..] ?? "";
            string evidence = $"onPremisesSyncEnabled={user.OnPremisesSyncEnabled}; onPremisesImmutableId={(user.OnPremisesImmutableId is null ? "" : "present")}; domain={domain}";
            if (ExternalAccounts.Describe(user) is { } external)
            {
                return NotApplicable(context, subject, $"The account is {external}; INV-05 judges it.", account.Roles, evidence);
            }

            return user.OnPremisesSyncEnabled == true ? Fail(context, subject, "The account is synchronised from on-premises: whoever controls that directory controls it.", account.Roles, evidence)
                : federated.Contains(domain) ? Fail(context, subject, $"The account signs in through the federated domain {domain}: whoever controls the federation server can sign in as it.", account.Roles, evidence)
                : user.OnPremisesImmutableId is not null ? Fail(context, subject, "The account is no longer synchronised but keeps an immutable id, by which an on-premises object can be matched to it again.", account.Roles, evidence)
                : Pass(context, subject, "The account is cloud-only.", account.Roles, evidence);
        };
    }
}
