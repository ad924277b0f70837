using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>INV-05: no guest and no external member holds a highly privileged role: their home tenant, not this one, guards their sign-in.</summary>
internal sealed class Inv05GuestsHoldNoPrivilege : PeopleCheck
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "INV-05",
        Title = "Guests and external members hold no highly privileged role",
        Category = CheckCategory.Inventory,
        Severity = Severity.High,
        Provenance = [Provenance.SCuBA, Provenance.MS],
        References = ["SCuBA MS.AAD.8.1v1", "SCuBA MS.AAD.8.2v1", "SCuBA MS.AAD.8.3v1", "NIST AC-6", "NIST AC-20", "ATT&CK T1199", "ATT&CK T1078.004"],
        Remediation = "Give the person an account of this tenant for administration and remove the external account's role assignments and group memberships that lead to the role.",
        Needs = [Datasets.Users],
        Widens = PrivilegeNeeds.Except(Datasets.Users),
    };

    /// <inheritdoc/>
    protected override Func<PrivilegedAccount, Finding> Judge(CheckContext context)
    {
        var users = context.Snapshot.Get(Datasets.Users).Items.ToDictionary(u => u.Id, StringComparer.OrdinalIgnoreCase);
        return account =>
        {
            Subject subject = Subject.Of(account);
            if (!users.TryGetValue(account.Id, out User? user))
            {
                return NotAssessed(context, subject, "Partial: users lacks this account, so its kind is unknown.", account.Roles);
            }

            string evidence = $"userType={user.UserType}; creationType={user.CreationType}; externalUserState={user.ExternalUserState}; path={account.ShortestPath}";
            return ExternalAccounts.Describe(user) is not { } kind
                ? Pass(context, subject, "The account is this tenant's own.", account.Roles, evidence)
                : account.Tier == Tiers.ControlPlane
                    ? Fail(context, subject, $"The account is {kind} and reaches tier 0: {account.ShortestPath}.", account.Roles, evidence)
                    : Warn(context, subject, $"The account is {kind} and holds privilege: {account.ShortestPath}.", account.Roles, evidence, Severity.Medium);
        };
    }
}
