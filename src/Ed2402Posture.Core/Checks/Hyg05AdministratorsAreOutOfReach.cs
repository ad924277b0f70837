using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>HYG-05: nobody but Privileged Authentication and Global Administrators may reset a tier-0 administrator's credentials.</summary>
internal sealed class Hyg05AdministratorsAreOutOfReach : PeopleCheck
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "HYG-05",
        Title = "Tier-0 administrators are protected from resets by lesser administrators",
        Category = CheckCategory.Hygiene,
        Severity = Severity.High,
        Provenance = [Provenance.OWN],
        References = ["NIST AC-6(5)", "NIST AC-3", "ATT&CK T1098", "ATT&CK T1531"],
        Remediation = "Make the account a member of a role-assignable group, or put it into a restricted management administrative unit. An eligible role and an Azure role do not protect it.",
        Needs = [Datasets.Users, .. PrivilegeNeeds.DirectoryRoles],
        Widens = PrivilegeNeeds.Except([Datasets.Users, .. PrivilegeNeeds.DirectoryRoles.Select(n => n.Dataset)]),
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    protected override int Tier => Tiers.ControlPlane;

    /// <inheritdoc/>
    protected override Func<PrivilegedAccount, Finding> Judge(CheckContext context) => account => account.Protected switch
    {
        true => Pass(context, Subject.Of(account), "Only Privileged Authentication and Global Administrators may reset it.", evidence: $"path={account.ShortestPath}"),
        false => Fail(context, Subject.Of(account), $"Password, Helpdesk, Authentication or User Administrators may reset the account, which reaches tier 0: {account.ShortestPath}.", evidence: $"path={account.ShortestPath}"),
        null => NotAssessed(context, Subject.Of(account), "Partial: users lacks this account, so what protects it is unknown."),
    };
}
