using System.Globalization;
using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>HYG-04: nobody does daily work with an administrator's account, and no such account outlives its person.</summary>
internal sealed class Hyg04AdministratorAccountsAreSeparate : PeopleCheck
{
    private static readonly Threshold Days = new("dailyWorkDays", 3, "days", "On how many of the days read an account must sign in to mail, Teams or documents to count as used daily.") { Maximum = 30 };

    /// <summary>Application ids of mail, meetings and documents: resources first, then clients. Source: Microsoft, 'Verify first-party Microsoft applications in
    /// sign-in reports' (2026).</summary>
    private static readonly HashSet<string> Productivity = new(StringComparer.OrdinalIgnoreCase)
    {
        "00000002-0000-0ff1-ce00-000000000000", "00000003-0000-0ff1-ce00-000000000000", "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe",
        "1fec8e78-bce4-4aaf-ab1b-5451cc387264", "5e3ce6c0-2b1f-4285-8d4b-75ee78787346", "27922004-5251-4030-b22d-91ecd9a37ea4", "d3590ed6-52b3-4102-aeff-aad2292ab01c", "4765445b-32c6-49b0-83e6-1d93765276ca",
    };

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "HYG-04",
        Title = "Administrator accounts are separate, and their people are active",
        Category = CheckCategory.Hygiene,
        Severity = Severity.Medium,
        Provenance = [Provenance.OWN],
        References = ["CIS Azure 5.3.1", "NIST AC-6(2)", "NIST AC-2(3)", "ATT&CK T1078"],
        Remediation = "Give the person a second account without licences for administration and link it to the daily one; take the roles from the daily account. Disable administrator accounts with the daily account of their person.",
        Needs = [Datasets.Users, Datasets.PrivilegedSignIns],
        Widens = PrivilegeNeeds.Except(Datasets.Users),
        Thresholds = [Days],
    };

    /// <inheritdoc/>
    protected override Func<PrivilegedAccount, Finding> Judge(CheckContext context)
    {
        Dataset<User> dataset = context.Snapshot.Get(Datasets.Users);
        var users = dataset.Items.ToDictionary(u => u.Id, StringComparer.OrdinalIgnoreCase);
        SignInLog log = context.Analysis.Authentication.SignIns;
        bool logRead = context.Snapshot.Get(Datasets.PrivilegedSignIns).IsComplete;
        int limit = context.Threshold(Metadata, Days.Name);
        return account =>
        {
            Subject subject = Subject.Of(account);
            if (!users.TryGetValue(account.Id, out User? user))
            {
                return NotAssessed(context, subject, "Partial: users lacks this account.", account.Roles);
            }

            List<SignIn> daily = [.. log.Successful(account.Id).Where(s => Productivity.Contains(s.AppId ?? "") || Productivity.Contains(s.ResourceId ?? ""))];
            int days = daily.Select(s => s.CreatedDateTime!.Value.UtcDateTime.Date).Distinct().Count();
            string evidence = string.Create(CultureInfo.InvariantCulture, $"identityParentId={user.IdentityParentId}; dailyWorkDays={days}; applications={string.Join(", ", daily.Select(s => s.AppDisplayName).Distinct())}");
            return ExternalAccounts.Describe(user) is not null ? NotApplicable(context, subject, "The account belongs to another tenant.", account.Roles, evidence)
                : Person(user, users, dataset.IsComplete) is { } orphan ? Fail(context, subject, orphan, account.Roles, evidence)
                : days >= limit ? Fail(context, subject, string.Create(CultureInfo.InvariantCulture, $"Signed in to mail, Teams or documents on {days} days: the account is used for daily work."), account.Roles, evidence)
                : !logRead || (user.IdentityParentId is { Length: > 0 } id && !users.ContainsKey(id)) ? NotAssessed(context, subject, $"Partial: {(logRead ? Datasets.Users.Name : Datasets.PrivilegedSignIns.Name)} was not read whole.", account.Roles, evidence)
                : days > 0 ? Warn(context, subject, string.Create(CultureInfo.InvariantCulture, $"Signed in to mail, Teams or documents on {days} days."), account.Roles, evidence, Severity.Low)
                : Pass(context, subject, user.IdentityParentId is { Length: > 0 } ? "The account is linked to an active daily one and shows no daily work." : "The account shows no daily work.", account.Roles, evidence);
        };
    }

    /// <summary>What is wrong with the linked daily account; null when nothing, or when none is linked.</summary>
    private static string? Person(User user, Dictionary<string, User> users, bool whole) => user.IdentityParentId is not { Length: > 0 } id ? null
        : users.TryGetValue(id, out User? parent) ? parent.AccountEnabled == false ? $"The person's daily account {parent.UserPrincipalName} is disabled, and this one is not needed without it." : null
        : whole ? "The person's daily account is gone." : null;
}
