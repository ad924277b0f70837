using System.Globalization;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>HYG-01: a privileged account that nobody uses is off.</summary>
internal sealed class Hyg01AdministratorsSignedInRecently : PeopleCheck
{
    private static readonly Threshold Inactive = new("maximumInactiveDays", 45, "days", "Longest time without a successful sign-in.");

    /// <summary>Since then the service records successful sign-ins apart from attempts.</summary>
    private static readonly DateTimeOffset DataStart = new(2023, 12, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "HYG-01",
        Title = "Privileged accounts signed in recently, or are disabled",
        Category = CheckCategory.Hygiene,
        Severity = Severity.Medium,
        Provenance = [Provenance.MS, Provenance.AA],
        References = ["NIST AC-2(3)", "ATT&CK T1078.004"],
        Remediation = "Ask the person whether the account is still needed; disable it and remove its assignments when not. Declare break-glass accounts in the settings.",
        Needs = [Datasets.SignInActivity],
        Widens = PrivilegeNeeds.Except(),
        Thresholds = [Inactive],
    };

    /// <inheritdoc/>
    protected override Func<PrivilegedAccount, Finding> Judge(CheckContext context)
    {
        var activities = context.Snapshot.Get(Datasets.SignInActivity).Items.ToDictionary(r => r.Id, r => r.SignInActivity, StringComparer.OrdinalIgnoreCase);
        bool tellsSuccess = activities.Values.Any(a => a?.LastSuccessfulSignInDateTime is not null);
        int limit = context.Threshold(Metadata, Inactive.Name);
        return account =>
        {
            Subject subject = Subject.Of(account);
            if (account.Enabled == false)
            {
                return Pass(context, subject, "The account is disabled.", account.Roles);
            }

            if (context.Settings.IsBreakGlass(account.Id, account.UserPrincipalName))
            {
                return Pass(context, subject, $"{account} is a declared break-glass account: it is meant to rest.", account.Roles);
            }

            if (!activities.TryGetValue(account.Id, out SignInActivity? activity))
            {
                return NotAssessed(context, subject, "Partial: signInActivity has no row of this account, so its last sign-in is unknown.", account.Roles);
            }

            string evidence = string.Create(CultureInfo.InvariantCulture, $"lastSuccessfulSignInDateTime={activity?.LastSuccessfulSignInDateTime:yyyy-MM-ddTHH:mm:ssZ}; lastSignInDateTime={activity?.LastSignInDateTime:yyyy-MM-ddTHH:mm:ssZ}; createdDateTime={account.CreatedDateTime:yyyy-MM-dd}");
            if (activity?.LastSuccessfulSignInDateTime is { } last)
            {
                int days = Math.Max(0, WholeDays(context.Now - last));
                return days > limit
                    ? FailUnlessDisabled(context, account, $"Signed in last {days} days ago (limit {limit}).", evidence)
                    : Pass(context, subject, $"Signed in {days} days ago.", account.Roles, evidence);
            }

            if (activity?.LastSignInDateTime is not null && !tellsSuccess)
            {
                return NotAssessed(context, subject, "NotSupported: signInActivity tells attempts to sign in and of no account a success.", account.Roles, evidence);
            }

            if (account.CreatedDateTime is not { } created)
            {
                return NotAssessed(context, subject, "Partial: users lacks the date on which this account was made, so 'never signed in' may only mean 'new'.", account.Roles, evidence);
            }

            if (WholeDays(context.Now - created) <= limit)
            {
                return Pass(context, subject, $"Was created {WholeDays(context.Now - created)} days ago and has not signed in yet.", account.Roles, evidence);
            }

            return created >= DataStart
                ? FailUnlessDisabled(context, account, "Has never signed in successfully.", evidence)
                : FailUnlessDisabled(context, account, string.Create(CultureInfo.InvariantCulture, $"Has not signed in successfully since {DataStart:yyyy-MM-dd}, when the record begins; whether it did before is unknown."), evidence);
        };
    }

    private static int WholeDays(TimeSpan span) => (int)Math.Floor(span.TotalDays);
}
