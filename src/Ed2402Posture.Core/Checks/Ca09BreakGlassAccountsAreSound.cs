using System.Globalization;
using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>CA-09: there are break-glass accounts, they would work, and they are strong.</summary>
internal sealed class Ca09BreakGlassAccountsAreSound : Check
{
    private const int FewestAccounts = 2;
    private static readonly Threshold TestInterval = new("testIntervalDays", 90, "days", "Longest time since a break-glass account was last used, in a test or in need.");

    private static readonly DatasetNeed[] Needed = [.. AccessNeeds.Verdict, Datasets.Domains, Datasets.SignInActivity, Datasets.UserRegistrationDetails, Datasets.AuthenticationMethodsPolicy];

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "CA-09",
        Title = "Break-glass accounts exist, work and are strong",
        Category = CheckCategory.ConditionalAccess,
        Severity = Severity.High,
        Provenance = [Provenance.OWN],
        References = ["CIS M365 1.1.2", "NIST CP-2", "NIST AC-2", "NIST AU-6", "ATT&CK T1078.004"],
        Remediation = "Keep at least two cloud-only accounts at the initial domain, permanently Global Administrator, each with FIDO2 keys in a safe, excluded from policies that could lock them out; try them every quarter, and declare them in the settings.",
        Needs = Needed,
        Widens = AccessNeeds.Beside(Needed, Datasets.AuthenticationMethods),
        Thresholds = [TestInterval],
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IReadOnlyList<string> declared = context.Settings.BreakGlassAccounts;
        if (declared.Count == 0)
        {
            yield return Warn(context, context.Tenant, "The settings declare no break-glass account, so none can be held to anything.");
            yield break;
        }

        var users = context.Snapshot.Get(Datasets.Users).Items;
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (string name in declared.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (users.FirstOrDefault(u => Same(u.Id, name) || Same(u.UserPrincipalName, name)) is not { } user)
            {
                yield return Fail(context, new Subject(name, name, "User"), "The declared account is no user with privilege: it does not exist, or holds nothing.");
                continue;
            }

            // An account may be declared by its id and by its name: it is one.
            if (found.Add(user.Id))
            {
                yield return Judge(context, user);
            }
        }

        yield return found.Count >= FewestAccounts
            ? Pass(context, context.Tenant, $"{found.Count} break-glass accounts are declared and exist.")
            : Fail(context, context.Tenant, $"{(found.Count == 0 ? "No" : "Only one")} declared break-glass account exists; there should be {FewestAccounts}.");
    }

    private Finding Judge(CheckContext context, User user)
    {
        var subject = new Subject(user.UserPrincipalName ?? user.DisplayName ?? user.Id, user.Id, "User");
        PrivilegedAccount? account = context.Privilege.Find(user.Id);
        Registration registration = context.Analysis.Authentication.Registered.Of(user.Id);
        if (registration.Methods is null)
        {
            return NotAssessed(context, subject, $"{registration.Why}.");
        }

        string[] faults = [.. Faults(context, user, account, registration)];
        string reason = string.Join("; ", faults);
        return faults.Length == 0 && InitialDomain(context) is null ? NotAssessed(context, subject, "Partial: domains names no initial domain, so it is unknown whether the account's name is at it.", account?.Roles)
            : faults.Length == 0 ? Pass(context, subject, "The account is cloud-only, permanently Global Administrator, strong, not blocked, and was tried lately.", account?.Roles)
            : Fail(context, subject, $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.", account?.Roles);
    }

    private IEnumerable<string> Faults(CheckContext context, User user, PrivilegedAccount? account, Registration registration)
    {
        string? initial = InitialDomain(context);
        if (user.AccountEnabled == false)
        {
            yield return "it is disabled";
        }

        if (user.OnPremisesSyncEnabled == true || ExternalAccounts.Describe(user) is not null)
        {
            yield return "it is not cloud-only";
        }

        if (initial is not null && user.UserPrincipalName?.EndsWith("@" + initial, StringComparison.OrdinalIgnoreCase) != true)
        {
            yield return $"its name is not at the initial domain {initial}";
        }

        if (account?.Paths.Any(p => p.Standing && p.Plane == Plane.Entra && p.Scope == "/" && p.Kind == PathKind.Direct && Same(p.RoleDefinitionId, EntraRoles.GlobalAdministrator)) != true)
        {
            yield return "it is not permanently Global Administrator by an assignment of its own";
        }

        RegisteredMethod[] strong = [.. registration.Methods!.Where(m => m.Kind == SignInMethodKind.Strong)];
        if (strong.Length == 0)
        {
            yield return "it has no phishing-resistant method";
        }
        else if (account is not null && !strong.Any(m => context.Analysis.Authentication.Allowed.Of(m, context.Analysis.ConditionalAccess.Profiles(account).Activated) == Allowance.Yes))
        {
            yield return $"the authentication methods policy does not let it use {string.Join(", ", strong.Select(m => m.Name).Distinct())}";
        }
        else if (account is not null && context.Analysis.Authentication.Evaluate(account) is { EffectiveStrength: EffectiveStrength.ForcedButCannot } locked)
        {
            yield return $"it is locked out: {locked.Reason.TrimEnd('.')}";
        }

        if (account is not null)
        {
            ConditionalAccessAnalysis access = context.Analysis.ConditionalAccess;
            AccessVerdict verdict = access.Model.Evaluate(access.Profiles(account).Activated, access.Model.FindTarget(ConditionalAccess.Targets.ApplicationSuites.MicrosoftAdminPortals)!);
            if (verdict.RequirementUnmanaged == Requirement.Block)
            {
                yield return $"conditional access blocks it on a device that is not managed ({string.Join(", ", verdict.Policies)})";
            }
        }

        int days = context.Threshold(Metadata, TestInterval.Name);
        DateTimeOffset? last = context.Snapshot.Get(Datasets.SignInActivity).Items.FirstOrDefault(a => Same(a.Id, user.Id))?.SignInActivity?.LastSuccessfulSignInDateTime;
        if (last is null || (context.Now - last.Value).TotalDays > days)
        {
            yield return last is null ? "it was never used" : string.Create(CultureInfo.InvariantCulture, $"it was last used on {last:yyyy-MM-dd}, more than {days} days ago");
        }
    }

    private static string? InitialDomain(CheckContext context) => context.Snapshot.Get(Datasets.Domains).Items.FirstOrDefault(d => d.IsInitial == true)?.Id;

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
