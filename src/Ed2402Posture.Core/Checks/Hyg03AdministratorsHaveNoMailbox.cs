using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>HYG-03: privileged accounts have neither a mailbox nor a productivity licence: what reads no mail opens no phish.</summary>
internal sealed class Hyg03AdministratorsHaveNoMailbox : PeopleCheck
{
    /// <summary>A plan of service 'exchange' that comes with licences for Microsoft Entra ID and brings no mailbox.</summary>
    private const string ExchangeFoundation = "113feb6c-3fe4-4440-bddc-54d774bf0318";

    private static readonly string[] Services = ["exchange", "MicrosoftOffice"];

    /// <summary>A licence that has run out works on for a while, with a warning.</summary>
    private static readonly string[] On = ["Enabled", "Warning"];

    private static readonly string[] Off = ["Suspended", "Deleted", "LockedOut"];

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "HYG-03",
        Title = "Privileged accounts have no mailbox and no productivity licence",
        Category = CheckCategory.Hygiene,
        Severity = Severity.Medium,
        Provenance = [Provenance.OWN],
        References = ["CIS M365 1.1.4", "NIST AC-6", "NIST CM-7", "ATT&CK T1566"],
        Remediation = "Take the licence with Exchange and Office from the account; leave it Microsoft Entra ID P2 alone. Forward its notices to the person's daily mailbox.",
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
            if (!users.TryGetValue(account.Id, out User? user) || user.AssignedPlans is null)
            {
                return NotAssessed(context, subject, "Partial: users lacks the plans of this account.", account.Roles);
            }

            List<AssignedPlan> plans = [.. user.AssignedPlans.Where(p => IsProductive(p) && On.Contains(p.CapabilityStatus, StringComparer.OrdinalIgnoreCase))];
            AssignedPlan? unclear = user.AssignedPlans.FirstOrDefault(p => IsProductive(p) && !On.Concat(Off).Contains(p.CapabilityStatus, StringComparer.OrdinalIgnoreCase));
            string evidence = $"mail={user.Mail}; plans={string.Join(", ", plans.Select(p => $"{p.Service} {p.ServicePlanId}"))}";
            return ExternalAccounts.Describe(user) is not null ? NotApplicable(context, subject, "The account's licences are its home tenant's.", account.Roles, evidence)
                : plans.Count == 0 && unclear is not null ? NotAssessed(context, subject, $"NotSupported: whether a plan with the status '{unclear.CapabilityStatus}' works is not known.", account.Roles, evidence)
                : plans.Count == 0 ? Pass(context, subject, "The account has no Exchange and no Office plan.", account.Roles, evidence)
                : Fail(context, subject, $"The account has {string.Join(" and ", plans.Select(p => Same(p.Service, "exchange") ? "a mailbox" : "Office").Distinct())}.", account.Roles, evidence);
        };
    }

    private static bool IsProductive(AssignedPlan plan) =>
        Services.Contains(plan.Service, StringComparer.OrdinalIgnoreCase) && !Same(plan.ServicePlanId, ExchangeFoundation);

    private static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
