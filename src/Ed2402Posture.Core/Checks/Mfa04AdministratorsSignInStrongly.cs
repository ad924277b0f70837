using System.Globalization;
using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>MFA-04: privileged people did sign in with phishing-resistant methods where they administer.</summary>
internal sealed class Mfa04AdministratorsSignInStrongly : PeopleCheck
{
    /// <summary>Days of sign-ins that are read and judged.</summary>
    public static readonly Threshold Window = new("windowDays", 7, "days", "Days of sign-ins of privileged users that are read and judged; 0 reads none. The service keeps 30.") { Minimum = 0, Maximum = 30 };

    private static readonly DatasetNeed[] Needed = [Datasets.Users, Datasets.PrivilegedSignIns];

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "MFA-04",
        Title = "Administrators sign in to what they administer with phishing-resistant methods",
        Category = CheckCategory.MfaStrength,
        Severity = Severity.High,
        Provenance = [Provenance.OWN],
        References = ["SCuBA MS.AAD.3.6v1", "NIST AU-6", "NIST IA-2(8)", "ATT&CK T1078.004"],
        Remediation = "Demand a phishing-resistant method by conditional access (CA-01), and take the weaker methods away from the account (MFA-02).",
        Needs = Needed,
        Widens = [.. PrivilegeNeeds.All.Where(n => Needed.All(need => need.Dataset != n.Dataset))],
        Thresholds = [Window],
    };

    /// <inheritdoc/>
    protected override Func<PrivilegedAccount, Finding> Judge(CheckContext context)
    {
        SignInLog log = context.Analysis.Authentication.SignIns;
        int days = context.Threshold(Metadata, Window.Name);
        string? unread = log.Window.Lack(days);
        var people = context.Snapshot.Get(Datasets.Users).Items.Select(u => u.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return account =>
        {
            Subject subject = Subject.Of(account);
            (SignIn SignIn, UsedMethods Used)[] found = [.. log.Successful(account.Id).Where(s => days > 0 && AdministrationApplications.Include(s) && log.Window.IsWithin(s.CreatedDateTime!.Value, days)).Select(s => (s, UsedMethods.Of(s)))];
            (SignIn SignIn, UsedMethods Used)[] weak = [.. found.Where(f => f.Used.Strength == SignInStrength.Weak)];
            int strong = found.Count(f => f.Used.Strength == SignInStrength.PhishingResistant);
            string evidence = string.Join("; ", found.GroupBy(f => f.Used.Text ?? "method not told").OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key}: {g.Count()}")));
            if (weak.Length > 0)
            {
                SignIn last = weak[0].SignIn;
                string reason = string.Create(CultureInfo.InvariantCulture, $"{weak.Length} of {found.Length} sign-ins to administration applications in {days} days were completed with {string.Join(" or ", weak.Select(w => w.Used.Text).Distinct())}; the last on {last.CreatedDateTime:yyyy-MM-dd HH:mm} UTC to {last.AppDisplayName ?? last.AppId} from {last.IpAddress}.");
                return Fail(context, subject, reason, string.Join("; ", weak.Select(w => w.SignIn.AppDisplayName ?? w.SignIn.AppId).Distinct()), evidence);
            }

            if (log.Window.IsOff(days))
            {
                return NotApplicable(context, subject, "The settings ask for no sign-ins.");
            }

            if (unread is not null || !people.Contains(account.Id))
            {
                return NotAssessed(context, subject, unread ?? $"Partial: {Datasets.Users} has no such person.", null, evidence);
            }

            return found.Length == 0 ? NotApplicable(context, subject, string.Create(CultureInfo.InvariantCulture, $"No interactive sign-in to an administration application in {days} days."))
                : strong == 0 ? NotAssessed(context, subject, string.Create(CultureInfo.InvariantCulture, $"Partial: none of the {found.Length} sign-ins to administration applications in {days} days tells its method: an earlier sign-in or another identity provider answered for it."), null, evidence)
                : Array.Find(found, f => f.Used is { Strength: SignInStrength.Untold, HasUnknownWord: true }).Used is { } unknown ? NotAssessed(context, subject, $"Partial: the log tells a method that is not known ({unknown.Text}), which may be a weaker one.", null, evidence)
                : Pass(context, subject, string.Create(CultureInfo.InvariantCulture, $"{strong} of {found.Length} sign-ins to administration applications in {days} days were completed with a phishing-resistant method, and none with a weaker one."), null, evidence);
        };
    }
}
