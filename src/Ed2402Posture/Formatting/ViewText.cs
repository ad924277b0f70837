using System.ComponentModel;
using System.Globalization;
using System.Management.Automation.Host;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Outputs;

namespace Ed2402Posture.Formatting;

/// <summary>What the views of <c>Ed2402Posture.Format.ps1xml</c> compute: the file itself stays declarative. Not for scripts.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ViewText
{
    /// <summary>An outcome, coloured where colour is seen.</summary>
    public static string Outcome(Outcome outcome, PSHost? host, string? rendering) => Colour.Paint(outcome.ToString(), outcome switch
    {
        Core.Checks.Outcome.Fail => Colour.Red,
        Core.Checks.Outcome.Warning => Colour.Yellow,
        Core.Checks.Outcome.Pass => Colour.Green,
        Core.Checks.Outcome.Waived => Colour.Cyan,
        Core.Checks.Outcome.NotAssessed => Colour.Yellow,
        _ => Colour.Grey,
    }, host, rendering);

    /// <summary>Text in a column of that width, broken between words.</summary>
    public static string Fit(string? text, int width) => WordWrap.Fit(text ?? string.Empty, () => width);

    /// <summary>Text in the last column, broken between words. What PowerShell's own console sends to no screen is left as it is: its width
    /// is that of <c>Out-String</c> or <c>Out-File</c>, which a view cannot know.</summary>
    /// <param name="text">The text.</param>
    /// <param name="host">The host, for the width of its screen.</param>
    /// <param name="taken">Characters that the columns before it take, spaces between them included.</param>
    public static string FitRest(string? text, PSHost? host, int taken) =>
        Console.IsOutputRedirected && host?.Name == "ConsoleHost" ? text ?? string.Empty : WordWrap.Fit(text ?? string.Empty, () => WordWrap.Rest(host, taken));

    /// <summary>Text in the last column, its beginning alone when it is long: the list view shows all of it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="host">The host, for the width of its screen.</param>
    /// <param name="taken">Characters that the columns before it take, spaces between them included.</param>
    public static string FitBeginning(string? text, PSHost? host, int taken)
    {
        const int Most = 200;
        if (text is { Length: > Most })
        {
            int end = text.LastIndexOf(' ', Most - 2);
            text = text[..(end > 0 ? end : Most - 2)].TrimEnd(',', ';', ':') + " …";
        }

        return FitRest(text, host, taken);
    }

    /// <summary>The heading of a check's findings, in one line of 120 columns: what is too long ends in an ellipsis.</summary>
    public static string CheckHeading(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        const int Width = 109;
        string heading = $"{finding.CheckId}  {finding.Title}";
        return heading.Length <= Width ? heading : heading[..(Width - 1)] + "…";
    }

    /// <summary>A date without time, as <c>2026-11-02</c>; empty for none.</summary>
    public static string Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>A time to the minute (UTC), as <c>2026-11-02 08:00</c>; empty for none.</summary>
    public static string Minute(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>The tenant's name, or its id before the name was read.</summary>
    public static string Tenant(ConnectionInfo connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.TenantName ?? connection.TenantId;
    }

    /// <summary>Who is signed in, or what is shown without a sign-in.</summary>
    public static string SignedInAs(ConnectionInfo connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.Account ?? connection.Source;
    }

    /// <summary>How a person knows the account: by user principal name, a workload by its name; disabled ones are marked.</summary>
    public static string Account(PrivilegedAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        string name = account.Type is PrincipalType.User or PrincipalType.Guest ? account.ToString() : account.DisplayName;
        return account.Enabled == false && account.Type != PrincipalType.Deleted ? name + " (disabled)" : name;
    }

    /// <summary>How the account holds its strongest tier: <c>Standing</c> (active without end), <c>Temporary</c> (active until a date),
    /// <c>Eligible</c>, or <c>Scheduled</c> (it starts later).</summary>
    public static string Access(PrivilegedAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        AccessPath[] strongest = [.. account.Paths.Where(p => p.Tier == account.Tier && !p.NotYetStarted)];
        return strongest.Length == 0 ? "Scheduled"
            : strongest.Any(p => p.Standing) ? "Standing"
            : strongest.Any(p => p.State != PathState.Eligible) ? "Temporary"
            : "Eligible";
    }

    /// <summary>How an assignment is held: as <see cref="Access(PrivilegedAccount)"/>, and <c>Activated</c> for an eligible one that is active for now.</summary>
    public static string Access(RoleHolding holding)
    {
        ArgumentNullException.ThrowIfNull(holding);
        return holding.NotYetStarted ? "Scheduled"
            : holding.State != PathState.Active ? holding.State.ToString()
            : holding.Permanent ? "Standing"
            : "Temporary";
    }

    /// <summary>The state of a path; <c>Scheduled</c> when it starts later.</summary>
    public static string State(PathState state, bool notYetStarted) => notYetStarted ? "Scheduled" : state.ToString();

    /// <summary>The kind of a credential; a certificate that only signs SAML tokens is told apart.</summary>
    public static string Kind(AppCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return credential.Use == CredentialUse.SamlSigning ? nameof(CredentialUse.SamlSigning) : credential.Kind.ToString();
    }

    /// <summary>Day of the last sign-in, <c>never</c>, or <c>not read</c>.</summary>
    public static string LastSignIn(PrivilegedAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.LastSignIn is { } time ? Day(time) : account.LastSignInKnown ? "never" : "not read";
    }

    /// <summary>The principal of an assignment, as a person knows it.</summary>
    public static string Principal(RoleHolding holding)
    {
        ArgumentNullException.ThrowIfNull(holding);
        return holding.PrincipalType is PrincipalType.User or PrincipalType.Guest ? holding.UserPrincipalName ?? holding.Principal : holding.Principal;
    }

    /// <summary>When a path or an assignment ends: a day, or <c>no end</c>.</summary>
    public static string Until(bool permanent, DateTimeOffset? end) => end is { } time ? Day(time) : permanent ? "no end" : string.Empty;

    /// <summary>A duration as people say it: <c>8 h</c>, <c>30 min</c>, <c>180 d</c>; empty for none.</summary>
    public static string Duration(TimeSpan? duration) => duration switch
    {
        null => string.Empty,
        { TotalDays: >= 2 } days => string.Create(CultureInfo.InvariantCulture, $"{days.TotalDays:0.#} d"),
        { TotalHours: >= 1 } hours => string.Create(CultureInfo.InvariantCulture, $"{hours.TotalHours:0.#} h"),
        { } minutes => string.Create(CultureInfo.InvariantCulture, $"{minutes.TotalMinutes:0.#} min"),
    };

    /// <summary>The longest assignment that a policy allows: a duration, <c>no end</c>, or <c>?</c> when the policy lacks the rule.</summary>
    public static string Longest(bool? permanent, TimeSpan? duration) => permanent == true ? "no end" : duration is null ? "?" : Duration(duration);
}
