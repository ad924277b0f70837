using System.Globalization;
using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>MFA-05: nobody else added an authentication method to a privileged account, and nobody did so right after a risky sign-in.</summary>
internal sealed class Mfa05NewMethodsAreExplained : PeopleCheck
{
    /// <summary>Days of changes that are read and judged.</summary>
    public static readonly Threshold Window = new("windowDays", 30, "days", "Days of changes to authentication methods that are read and judged; 0 reads none. The service keeps 30, without a licence 7.") { Minimum = 0, Maximum = 30 };

    private static readonly Threshold Hours = new("hoursAfterRiskySignIn", 24, "hours", "How long after a risky sign-in a method that the person adds is suspect.") { Maximum = 168 };
    private static readonly string[] Settled = ["dismissed", "confirmedSafe"];
    private static readonly DatasetNeed[] Needed = [Datasets.Users, Datasets.AuthenticationMethodAudits, Datasets.PrivilegedSignIns];

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "MFA-05",
        Title = "No authentication method was added to an administrator by someone else or after a risky sign-in",
        Category = CheckCategory.MfaStrength,
        Severity = Severity.High,
        Provenance = [Provenance.ED],
        References = ["NIST AC-2(4)", "NIST AU-6", "ATT&CK T1556.006", "ATT&CK T1098.005"],
        Remediation = "Ask the person and whoever added the method. If nobody can explain it, delete the method, revoke the sessions and reset the password; if it is explained, waive the finding with the explanation.",
        Needs = Needed,
        Widens = [.. PrivilegeNeeds.All.Where(n => Needed.All(need => need.Dataset != n.Dataset))],
        Thresholds = [Window, Hours],
    };

    /// <inheritdoc/>
    protected override Func<PrivilegedAccount, Finding> Judge(CheckContext context)
    {
        SignInLog log = context.Analysis.Authentication.SignIns;
        Dataset<DirectoryAudit> dataset = context.Snapshot.Get(Datasets.AuthenticationMethodAudits);
        ILookup<string, DirectoryAudit> audits = dataset.Items
            .SelectMany(a => (a.TargetResources ?? []).Select(t => t.Id).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Select(id => (id, a))).ToLookup(p => p.id, p => p.a, StringComparer.OrdinalIgnoreCase);
        int days = context.Threshold(Metadata, Window.Name);
        var window = new LogWindow(dataset, context.Now);
        string? unread = window.Lack(days);
        var people = context.Snapshot.Get(Datasets.Users).Items.Select(u => u.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return account =>
        {
            Subject subject = Subject.Of(account);
            MethodAddition[] added = [.. audits[account.Id].Select(a => MethodAddition.Of(a, account.Id)).OfType<MethodAddition>().Where(a => days > 0 && window.IsWithin(a.At, days)).OrderByDescending(a => a.At)];
            string evidence = string.Join("; ", added.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.At:yyyy-MM-dd HH:mm} {a.What} by {a.Actor ?? "the person"}")));
            if (Array.Find(added, a => a.Actor is not null) is { } foreign)
            {
                return Fail(context, subject, string.Create(CultureInfo.InvariantCulture, $"{foreign.Actor} added a method on {foreign.At:yyyy-MM-dd HH:mm} UTC: {foreign.What}."), foreign.What, evidence);
            }

            if (window.IsOff(days))
            {
                return NotApplicable(context, subject, "The settings ask for no changes to methods.");
            }

            return Suspect(context, subject, log, account, added, evidence)
                ?? (unread is not null || !people.Contains(account.Id) ? NotAssessed(context, subject, unread ?? $"Partial: {Datasets.Users} has no such person.", null, evidence)
                : Pass(context, subject, string.Create(CultureInfo.InvariantCulture, $"{(added.Length == 0 ? "No method was added" : "The person added every new method, and none after a risky sign-in,")} in {days} days."), null, evidence));
        };
    }

    /// <summary>The finding that methods which the person added make, or null when they are sound.</summary>
    private Finding? Suspect(CheckContext context, Subject subject, SignInLog log, PrivilegedAccount account, MethodAddition[] added, string evidence)
    {
        int hours = context.Threshold(Metadata, Hours.Name);
        SignIn[] signIns = [.. log.Successful(account.Id)];
        Finding? doubt = null;
        Finding? low = null;
        foreach (MethodAddition addition in added)
        {
            SignIn[] before = [.. signIns.Where(s => s.CreatedDateTime <= addition.At && (addition.At - s.CreatedDateTime!.Value).TotalHours <= hours)];
            if (Array.Find(before, s => Risk(s) is "medium" or "high") is { } risky)
            {
                return Fail(context, subject, Words(addition, risky), addition.What, evidence);
            }

            low ??= Array.Find(before, s => Risk(s) == "low") is { } slight ? Warn(context, subject, Words(addition, slight), addition.What, evidence) : null;
            doubt ??= !log.Window.Covers(addition.At.AddHours(-hours))
                ? NotAssessed(context, subject, string.Create(CultureInfo.InvariantCulture, $"Partial: a method was added on {addition.At:yyyy-MM-dd}, and the sign-ins before it are not in {Datasets.PrivilegedSignIns}; set windowDays of MFA-04 to 30."), addition.What, evidence)
                : Array.Exists(before, s => Risk(s) is null) ? NotAssessed(context, subject, $"NotLicensed: whether the sign-in before {addition.What} was risky is hidden without {Licence.EntraIdP2OrGovernance.Name()}.", addition.What, evidence) : null;
        }

        return low ?? doubt;
    }

    private static string Words(MethodAddition addition, SignIn risky) =>
        string.Create(CultureInfo.InvariantCulture, $"A method was added on {addition.At:yyyy-MM-dd HH:mm} UTC ({addition.What}), {(addition.At - risky.CreatedDateTime!.Value).TotalHours:0.#} hours after a sign-in of {Risk(risky)} risk from {risky.IpAddress}.");

    /// <summary>The risk of a sign-in; null where the service hides it.</summary>
    private static string? Risk(SignIn signIn)
    {
        if (Settled.Contains(signIn.RiskState, StringComparer.OrdinalIgnoreCase))
        {
            return "none";
        }

        string?[] levels = [signIn.RiskLevelDuringSignIn, signIn.RiskLevelAggregated];
        return new[] { "high", "medium", "low", "none" }.FirstOrDefault(level => levels.Contains(level, StringComparer.OrdinalIgnoreCase));
    }
}
