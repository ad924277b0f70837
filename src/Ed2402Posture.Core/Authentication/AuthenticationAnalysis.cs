using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.ConditionalAccess.Policies;
using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Authentication;

/// <summary>How the privileged people can sign in: registered, allowed and demanded, together.</summary>
public sealed class AuthenticationAnalysis
{
    private const string CertificateMode = "x509CertificateMultiFactor";

    private readonly TenantAnalysis analysis;

    internal AuthenticationAnalysis(TenantAnalysis analysis)
    {
        this.analysis = analysis;
        Allowed = new AllowedMethods(analysis.Snapshot);
        Registered = new RegisteredMethods(analysis.Snapshot);
        SignIns = new SignInLog(analysis.Snapshot);
    }

    /// <summary>The datasets that this rests on, beside those of conditional access.</summary>
    public static IReadOnlyList<DatasetDefinition> Needs { get; } = [Datasets.UserRegistrationDetails, Datasets.AuthenticationMethods, Datasets.AuthenticationMethodsPolicy, Datasets.PrivilegedSignIns];

    /// <summary>Days after which a row of the registration report proves nothing: the service renews them daily.</summary>
    public const int MaximumReportAgeDays = RegisteredMethods.MaximumReportAgeDays;

    internal AllowedMethods Allowed { get; }

    internal RegisteredMethods Registered { get; }

    internal SignInLog SignIns { get; }

    /// <summary>Judges one privileged person.</summary>
    public AuthenticationMethodRow Evaluate(PrivilegedAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        ConditionalAccessAnalysis access = analysis.ConditionalAccess;
        AccountProfiles profiles = access.Profiles(account);
        AccountProfile profile = profiles.Activated;
        Registration registration = Registered.Of(account.Id);
        bool policyRead = analysis.Snapshot.Get(Datasets.AuthenticationMethodsPolicy).IsComplete;
        Requirement? required = access.IsAssessed && access.Completeness == "Complete" ? profiles.WithPrivilege.Min(p => access.Verdict(p, null).Requirement) : null;
        (EffectiveStrength strength, string reason) = Judge(profiles, registration, required, access);
        IReadOnlyList<RegisteredMethod>? methods = registration.Methods;
        return new AuthenticationMethodRow
        {
            AccountId = account.Id,
            Account = account.UserPrincipalName ?? account.DisplayName,
            Registered = methods is null ? null : string.Join("; ", methods),
            PhishingResistant = methods is null ? null : string.Join("; ", methods.Where(m => m.Kind == SignInMethodKind.Strong)),
            WeakMethods = methods is null ? null : string.Join("; ", Weak(methods, profiles)),
            Allowed = policyRead ? string.Join("; ", RegisteredMethod.All.Where(m => m.Policy.Length > 0 && Allowed.Of(m, profile) == Allowance.Yes)) : null,
            Required = required,
            EffectiveStrength = strength,
            Reason = reason,
            LastUsedMethod = SignIns.Last(account.Id)?.Method,
            LastUsedAt = SignIns.Last(account.Id)?.At,
            AsOf = registration.AsOf,
        };
    }

    /// <summary>Registered methods that can be phished and that are, or may be, allowed.</summary>
    internal IEnumerable<RegisteredMethod> Weak(IEnumerable<RegisteredMethod> methods, AccountProfiles profiles) => methods.Where(m => m.IsWeak && Ever(m, profiles) != Allowance.No);

    /// <summary>Whether a method may be used in any state of the account: a group that is not activated excludes nobody yet.</summary>
    internal Allowance Ever(RegisteredMethod method, AccountProfiles profiles) => profiles.All.Max(p => Allowed.Of(method, p));

    private (EffectiveStrength Strength, string Reason) Judge(AccountProfiles profiles, Registration registration, Requirement? required, ConditionalAccessAnalysis access)
    {
        AccountProfile profile = profiles.Activated;
        if (registration.Methods is not { } methods)
        {
            return (EffectiveStrength.NotAssessed, $"{registration.Why}.");
        }

        if (required < Requirement.PhishingResistantMfa && profiles.WithPrivilege.Min(p => access.Verdict(p with { BenefitOfDoubt = true }, null).Requirement) >= Requirement.PhishingResistantMfa)
        {
            return (EffectiveStrength.NotAssessed, $"Partial: {NotApplied.Uncertainty(profile)}, and a policy that would settle it hangs on that.");
        }

        if (required >= Requirement.PhishingResistantMfa && profiles.Doubtful.Any(s => access.Verdict(s.Profile, null).Requirement < Requirement.PhishingResistantMfa))
        {
            return (EffectiveStrength.NotAssessed, "Partial: not all that gives privilege was read, and before the account activates its roles less is demanded.");
        }

        if (required >= Requirement.PhishingResistantMfa && profiles.AtWorst is { } worst && access.Verdict(worst, null).Requirement < Requirement.PhishingResistantMfa)
        {
            return (EffectiveStrength.NotAssessed, "Partial: the account may activate more than can be judged in every combination, and less may be demanded in some.");
        }

        if (required is not { } demand)
        {
            return (EffectiveStrength.NotAssessed, $"{(access.Completeness == "Complete" ? "Partial: conditional access was not judged" : access.Completeness)}.");
        }

        if (methods.FirstOrDefault(m => m.Kind == SignInMethodKind.Strong && Allowed.Of(m, profile) == Allowance.Unknown) is { } doubtful && !methods.Any(m => m.Kind == SignInMethodKind.Strong && Allowed.Of(m, profile) == Allowance.Yes))
        {
            return (EffectiveStrength.NotAssessed, $"Partial: whether {doubtful.Name} is allowed was not read.");
        }

        RegisteredMethod[] usable = [.. methods.Where(m => Allowed.Of(m, profile) != Allowance.No)];
        RegisteredMethod[] strong = [.. usable.Where(m => m.Kind == SignInMethodKind.Strong)];
        if (demand >= Requirement.PhishingResistantMfa)
        {
            return Forced(profile, strong, access);
        }

        if (strong.Length > 0)
        {
            return (EffectiveStrength.CanButNotForced, $"Has {Names(strong)}, but the weakest sign-in demands {Words(demand)}.");
        }

        if (CertificatesMayServe(profile))
        {
            return (EffectiveStrength.NotAssessed, "Partial: certificate-based authentication is allowed for this account, and nothing tells whether the person has a certificate.");
        }

        RegisteredMethod[] weak = [.. usable.Where(m => m.Kind is SignInMethodKind.Second or SignInMethodKind.TwoFactor)];
        return weak.Length > 0 ? (EffectiveStrength.WeakOnly, $"Has only {Names(weak)}.") : (EffectiveStrength.None, "Has no method beside the password that may be used.");
    }

    private (EffectiveStrength Strength, string Reason) Forced(AccountProfile profile, RegisteredMethod[] strong, ConditionalAccessAnalysis access)
    {
        bool certificates = CertificatesMayServe(profile);
        foreach (AccessTarget target in access.Model.Applications)
        {
            // A strength with weaker combinations too is met by any of them; one beside an alternative can be avoided.
            CompiledPolicy[] unmet = [.. access.Model.Applying(profile, target).Where(p => p.StrengthCombinations.Count > 0 && IsUnavoidable(p.Policy.GrantControls!) && !Accepts(p, strong))];
            if (unmet.Length == 0 || !Locks(unmet))
            {
                continue;
            }

            if (certificates && !Locks([.. unmet.Where(p => !p.StrengthCombinations.Contains(CertificateMode, StringComparer.OrdinalIgnoreCase))]))
            {
                return (EffectiveStrength.NotAssessed, "Partial: only certificate-based authentication would do, and nothing tells whether the person has a certificate.");
            }

            string name = $"Policy '{unmet[0].Name}'";
            return (EffectiveStrength.ForcedButCannot, strong.Length == 0 ? $"{name} demands a phishing-resistant method, and none is registered and allowed." : $"{name} does not accept {Names(strong)}.");

            // Whether they leave no sign-in that the person can do, where there would be one without them.
            bool Locks(CompiledPolicy[] policies)
            {
                HashSet<int> chosen = [.. policies.Select(p => p.Index)];
                return access.Model.IsCovered(profile, target, p => chosen.Contains(p.Index)) && !access.Model.IsCovered(profile, target, static _ => false);
            }
        }

        return strong.Length > 0 ? (EffectiveStrength.PhishingResistantEnforced, $"Has {Names(strong)}, and every sign-in demands such a method.")
            : (EffectiveStrength.ForcedButCannot, "Every sign-in demands a phishing-resistant method or is blocked, and none is registered and allowed.");
    }

    private static bool IsUnavoidable(GrantControls grant) =>
        string.Equals(grant.Operator, "AND", StringComparison.OrdinalIgnoreCase) || grant is { BuiltInControls: null or { Count: 0 }, TermsOfUse: null or { Count: 0 }, CustomAuthenticationFactors: null or { Count: 0 } };

    private static bool Accepts(CompiledPolicy policy, RegisteredMethod[] strong) =>
        policy.StrengthCombinations.Any(c => AuthenticationCombinations.Of(c) < Requirement.PhishingResistantMfa) || strong.Any(m => policy.StrengthCombinations.Contains(m.Modes, StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether the account may sign in with a certificate of two factors. Certificates are not registered with the service: no list of a user's methods shows them.</summary>
    internal bool CertificatesMayServe(AccountProfile profile) => Allowed.Of(RegisteredMethod.All.First(m => m.Id == RegisteredMethod.Certificate), profile) == Allowance.Yes;

    private static string Names(IEnumerable<RegisteredMethod> methods) => string.Join(", ", methods.Select(m => m.Name).Distinct());

    private static string Words(Requirement demand) => demand == Requirement.None ? "nothing beside the password" : "any second factor";
}
