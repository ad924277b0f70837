using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.ConditionalAccess.Policies;
using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>CA-05: every session of a privileged person ends soon, and none persists in a browser. Token protection, which few applications and Windows alone
/// support, is recommended: its absence is no failure.</summary>
internal sealed class Ca05SessionsAreShort : AccessCheck
{
    private static readonly Threshold MaximumHours = new("maximumSessionHours", 4, "hours", "Longest time between two sign-ins of an administrator.") { Maximum = 720 };

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "CA-05",
        Title = "Administrator sessions are short and do not persist",
        Category = CheckCategory.ConditionalAccess,
        Severity = Severity.Medium,
        Provenance = [Provenance.OWN],
        References = ["CIS M365 5.2.2.4", "CIS M365 5.2.2.16", "NIST AC-12", "NIST SC-23", "ATT&CK T1539", "ATT&CK T1550.001"],
        Remediation = "In an enabled policy for the administrator roles and all resources set the sign-in frequency to four hours or every time, and persistent browser sessions to never; demand token protection for sign-in sessions on Windows where the applications support it.",
        Needs = AccessNeeds.Verdict,
        Widens = AccessNeeds.Widening,
        Thresholds = [MaximumHours],
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    protected override Func<AccountProfile, Subject, Finding> Judge(CheckContext context, ConditionalAccessAnalysis access)
    {
        int hours = context.Threshold(Metadata, MaximumHours.Name);
        return (profile, subject) =>
        {
            AccessTarget[] longSessions = Open(access.Model, profile, p => IsShort(p.Policy.SessionControls?.SignInFrequency, hours));
            AccessTarget[] persistent = Open(access.Model, profile, p => p.Policy.SessionControls?.PersistentBrowser is { IsEnabled: true, Mode: "never" }, ScenarioSlice.Browser);
            if (longSessions.Length == 0 && persistent.Length == 0)
            {
                bool bound = access.Model.Applications.Any(t => access.Model.Applying(profile, t).Any(p => p.Policy.SessionControls?.SecureSignInSession?.IsEnabled == true));
                return bound ? Pass(context, subject, $"Every session ends within {hours} hours, none persists, and token protection binds tokens to the device where it can.")
                    : Warn(context, subject, $"Every session ends within {hours} hours, and none persists, but no policy demands token protection: a token that is stolen works elsewhere until then.", null, null, Severity.Low);
            }

            string[] reasons =
            [
                .. longSessions.Length > 0 ? [$"no policy makes every session end within {hours} hours ({Names(longSessions)})"] : Array.Empty<string>(),
                .. persistent.Length > 0 ? [$"no policy keeps every browser session from persisting ({Names(persistent)})"] : Array.Empty<string>(),
            ];
            string reason = string.Join("; ", reasons);
            return Fail(context, subject, $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.", Names([.. longSessions.Concat(persistent).DistinctBy(t => t.Id)]));
        };
    }

    private static AccessTarget[] Open(ConditionalAccessModel model, AccountProfile profile, Func<CompiledPolicy, bool> chosen, ScenarioSlice slice = ScenarioSlice.ModernAuthentication) => [.. model.Applications.Where(t => !model.IsCovered(profile, t, chosen, slice))];

    private static bool IsShort(SignInFrequencyControl? control, int hours) => control is { IsEnabled: true }
        && (control.FrequencyInterval == "everyTime" || (control.Value is { } value && (control.Type == "hours" ? value : control.Type == "days" ? value * 24 : int.MaxValue) <= hours));

    private static string Names(AccessTarget[] targets) => targets.Length <= 3 ? string.Join(", ", targets.Select(t => t.Name)) : $"{string.Join(", ", targets.Take(3).Select(t => t.Name))} and {targets.Length - 3} more";
}
