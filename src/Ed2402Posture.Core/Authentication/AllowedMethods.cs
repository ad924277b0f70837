using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Authentication;

/// <summary>What the authentication methods policy says of a method for a user.</summary>
internal enum Allowance
{
    /// <summary>It may not be used.</summary>
    No = 0,
    /// <summary>The policy does not allow it, but the older settings that still count, or what was not read, may.</summary>
    Unknown,
    /// <summary>It may be used.</summary>
    Yes,
}

/// <summary>The authentication methods policy, ready to be asked. Until the migration of the older multifactor and self-service reset settings
/// is complete they count too, and cannot be read.</summary>
internal sealed class AllowedMethods
{
    private readonly AuthenticationMethodsPolicy? policy;
    private readonly Dictionary<string, AuthenticationMethodConfiguration> configurations = new(StringComparer.OrdinalIgnoreCase);

    public AllowedMethods(Snapshot snapshot)
    {
        Dataset<AuthenticationMethodsPolicy> dataset = snapshot.Get(Datasets.AuthenticationMethodsPolicy);
        policy = dataset.IsComplete && dataset.Count > 0 ? dataset.Items[0] : null;
        foreach (AuthenticationMethodConfiguration configuration in policy?.AuthenticationMethodConfigurations ?? [])
        {
            configurations.TryAdd(configuration.Id, configuration);
        }
    }

    /// <summary>Whether the older settings are out of use.</summary>
    public bool IsMigrated => policy is { PolicyMigrationState: null or "migrationComplete" };

    /// <summary>The configuration of that id, or null.</summary>
    public AuthenticationMethodConfiguration? Configuration(string id) => configurations.GetValueOrDefault(id);

    /// <summary>Whether a user may use a method.</summary>
    public Allowance Of(RegisteredMethod method, AccountProfile user)
    {
        if (method.Id == "externalAuthenticationMethod")
        {
            return policy is null ? Allowance.Unknown : configurations.Values.Where(IsExternal).Select(c => Targets(c, user)).DefaultIfEmpty(Allowance.No).Max();
        }

        if (method.Policy.Length == 0)
        {
            // No configuration governs it: device credentials are as allowed as the device, and what is no factor of sign-in does not matter.
            return method.Kind == SignInMethodKind.Strong ? Allowance.Yes : Allowance.Unknown;
        }

        if (policy is null)
        {
            return Allowance.Unknown;
        }

        Allowance allowed = configurations.TryGetValue(method.Policy, out AuthenticationMethodConfiguration? configuration) ? Targets(configuration, user) : Allowance.No;
        if (method.Id == "softwareOath" && allowed == Allowance.No && Configuration("MicrosoftAuthenticator") is { IsSoftwareOathEnabled: true } authenticator)
        {
            allowed = Targets(authenticator, user);
        }

        // The older settings know phones, the Authenticator, passcodes and mail; never passkeys or certificates.
        return allowed == Allowance.No && !IsMigrated && method.Kind != SignInMethodKind.Strong && method.Id != RegisteredMethod.TemporaryAccessPass ? Allowance.Unknown : allowed;
    }

    private static bool IsExternal(AuthenticationMethodConfiguration configuration) => configuration.ODataType?.EndsWith("externalAuthenticationMethodConfiguration", StringComparison.OrdinalIgnoreCase) == true;

    private static Allowance Targets(AuthenticationMethodConfiguration configuration, AccountProfile user)
    {
        if (configuration.State != "enabled")
        {
            return Allowance.No;
        }

        Allowance included = Any(configuration.IncludeTargets, user);
        Allowance excluded = Any(configuration.ExcludeTargets, user);
        return excluded == Allowance.Yes || included == Allowance.No ? Allowance.No : excluded == Allowance.Unknown || included == Allowance.Unknown ? Allowance.Unknown : Allowance.Yes;
    }

    private static Allowance Any(IReadOnlyList<MethodTarget>? targets, AccountProfile user) =>
        (targets ?? []).Select(t => t.Id is null ? Allowance.No
            : t.Id.Equals("all_users", StringComparison.OrdinalIgnoreCase) || t.Id.Equals(user.Id, StringComparison.OrdinalIgnoreCase) || user.Groups.Contains(t.Id) ? Allowance.Yes
            : t.TargetType != "user" && (!user.GroupsAreWhole || user.UnseenGroups.Contains(t.Id)) ? Allowance.Unknown : Allowance.No).DefaultIfEmpty(Allowance.No).Max();
}
