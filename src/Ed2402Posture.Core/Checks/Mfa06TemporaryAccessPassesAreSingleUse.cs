using System.Globalization;
using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>MFA-06: a temporary access pass works once, and no privileged person has one outstanding.</summary>
internal sealed class Mfa06TemporaryAccessPassesAreSingleUse : Check
{
    private static readonly string[] States = ["enabled", "disabled"];
    private static readonly DatasetNeed[] Needed = [Datasets.AuthenticationMethodsPolicy, Datasets.UserRegistrationDetails, Datasets.TransitiveMemberships];

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "MFA-06",
        Title = "Temporary access passes are single-use, and no administrator has one outstanding",
        Category = CheckCategory.MfaStrength,
        Severity = Severity.High,
        Provenance = [Provenance.OWN],
        References = ["NIST IA-5(1)", "ATT&CK T1556.006"],
        Remediation = "Require one-time use in the temporary access pass settings, and delete passes that are no longer needed.",
        Needs = Needed,
        Widens = AccessNeeds.Beside(Needed, Datasets.AuthenticationMethods),
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        AuthenticationAnalysis authentication = context.Analysis.Authentication;
        List<PrivilegedAccount> people = [.. context.Privilege.Accounts.Where(a => a.Tier <= Tiers.ManagementPlane && a.Type is PrincipalType.User or PrincipalType.Guest)];
        yield return Setting(context, authentication, people);
        foreach (PrivilegedAccount account in people)
        {
            yield return Judge(context, authentication.Registered, account);
        }
    }

    private Finding Setting(CheckContext context, AuthenticationAnalysis authentication, List<PrivilegedAccount> people)
    {
        RegisteredMethod pass = RegisteredMethod.All.First(m => m.Id == RegisteredMethod.TemporaryAccessPass);
        AuthenticationMethodConfiguration? setting = authentication.Allowed.Configuration("TemporaryAccessPass");
        string evidence = $"state={setting?.State}; isUsableOnce={setting?.IsUsableOnce}; maximumLifetimeInMinutes={setting?.MaximumLifetimeInMinutes}";
        return setting is null || !States.Contains(setting.State, StringComparer.OrdinalIgnoreCase) ? NotAssessed(context, context.Tenant, $"Partial: authenticationMethodsPolicy does not say whether temporary access passes are on (state '{setting?.State}').", null, evidence)
            : string.Equals(setting.State, "disabled", StringComparison.OrdinalIgnoreCase) ? Pass(context, context.Tenant, "Temporary access passes are off.", null, evidence)
            : setting.IsUsableOnce == true ? Pass(context, context.Tenant, "A temporary access pass works once.", null, evidence)
            : people.Any(a => authentication.Ever(pass, context.Analysis.ConditionalAccess.Profiles(a)) != Allowance.No)
                ? Fail(context, context.Tenant, "Administrators may be given temporary access passes that work more than once.", null, evidence, Severity.Medium)
                : Pass(context, context.Tenant, "No administrator may use a temporary access pass.", null, evidence);
    }

    private Finding Judge(CheckContext context, RegisteredMethods registered, PrivilegedAccount account)
    {
        Subject subject = Subject.Of(account);
        UserAuthenticationMethod[] own = [.. registered.OwnList(account.Id)];
        UserAuthenticationMethod[] passes = [.. own.Where(m => RegisteredMethod.Of(m).Id == RegisteredMethod.TemporaryAccessPass)];
        UserAuthenticationMethod? usable = Array.Find(passes, m => IsOutstanding(m, context.Now) == true);
        if (usable is null && Array.Exists(passes, m => IsOutstanding(m, context.Now) is null))
        {
            return NotAssessed(context, subject, "Partial: authenticationMethods does not say whether the temporary access pass still works.", account.Roles);
        }

        if (usable is not null || (own.Length > 0 && context.Snapshot.Get(Datasets.AuthenticationMethods).IsComplete))
        {
            return usable is null ? Pass(context, subject, "Has no temporary access pass outstanding.", account.Roles)
                : Fail(context, subject, string.Create(CultureInfo.InvariantCulture, $"Has a temporary access pass{(usable.IsUsableOnce == true ? string.Empty : " that works more than once")}, made on {usable.CreatedDateTime:yyyy-MM-dd}."), account.Roles, string.Create(CultureInfo.InvariantCulture, $"startDateTime={usable.StartDateTime:O}; lifetimeInMinutes={usable.LifetimeInMinutes}; isUsableOnce={usable.IsUsableOnce}"));
        }

        Registration registration = registered.Of(account.Id);
        return registration.Methods is not { } methods ? NotAssessed(context, subject, $"{registration.Why}.", account.Roles)
            : methods.Any(m => m.Id == RegisteredMethod.TemporaryAccessPass) ? NotAssessed(context, subject, "Partial: the report names a temporary access pass, and whether it is still usable was not read.", account.Roles)
            : Pass(context, subject, "Has no temporary access pass.", account.Roles);
    }

    /// <summary>Whether it works now or later; null when that cannot be told. One that does not work in its time was used, or is against the policy.</summary>
    private static bool? IsOutstanding(UserAuthenticationMethod pass, DateTimeOffset now)
    {
        bool? lasts = pass.StartDateTime is { } start && pass.LifetimeInMinutes is { } minutes ? start.AddMinutes(minutes) > now : null;
        return pass.IsUsable switch
        {
            true => true,
            false => pass.StartDateTime is { } from && from > now,
            null => lasts,
        };
    }
}
