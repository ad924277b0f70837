using Ed2402Posture.Core.ConditionalAccess.Policies;

namespace Ed2402Posture.Core.ConditionalAccess.Targets;

/// <summary>The targets that the enabled policies tell apart, the resources that administrators use, and every other application as one.</summary>
internal sealed class TargetCatalog
{
    private static readonly string[] Always = [ApplicationSuites.MicrosoftAdminPortals, ApplicationSuites.AzureManagement, "c44b4083-3bb0-49c1-b47d-974e53cbdf3c", ApplicationSuites.MicrosoftGraph];
    private static readonly Dictionary<string, string> Actions = new(StringComparer.OrdinalIgnoreCase)
    {
        [RegisterSecurityInfo] = "Register security information", [RegisterDevice] = "Register or join devices",
    };

    /// <summary>The user action of registering authentication methods.</summary>
    public const string RegisterSecurityInfo = "urn:user:registersecurityinfo";

    /// <summary>The user action of registering or joining devices.</summary>
    public const string RegisterDevice = "urn:user:registerdevice";

    private readonly Func<string, string?> applicationName;

    /// <summary>Gathers the targets.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="applicationName">Finds an application's name by its appId.</param>
    public TargetCatalog(IEnumerable<CompiledPolicy> policies, Func<string, string?> applicationName)
    {
        this.applicationName = applicationName;
        TargetCondition[] conditions = [.. policies.Where(p => p.IsEnabled).Select(p => p.Targets)];
        string[] named = [.. conditions.SelectMany(c => c.Applications)];
        Applications =
        [
            .. Always.Concat(named).Concat(ApplicationSuites.SharedBy(named)).Distinct(StringComparer.OrdinalIgnoreCase).Select(Application),
            new AccessTarget(AccessTarget.OtherId, "Any other application", TargetKind.Application),
        ];
        All =
        [
            .. Applications,
            .. Actions.Keys.Concat(conditions.SelectMany(c => c.UserActions)).Distinct(StringComparer.OrdinalIgnoreCase).Select(Action),
            .. conditions.SelectMany(c => c.AuthenticationContexts).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).Select(Context),
        ];
    }

    /// <summary>Applications and suites; the last is every other one.</summary>
    public IReadOnlyList<AccessTarget> Applications { get; }

    /// <summary>Those, user actions and authentication contexts.</summary>
    public IReadOnlyList<AccessTarget> All { get; }

    /// <summary>The target of that id; an appId that no policy names gives that application with its suites.</summary>
    public AccessTarget? Find(string id) =>
        All.FirstOrDefault(t => string.Equals(t.Id, id, StringComparison.OrdinalIgnoreCase)) ?? (Guid.TryParse(id, out _) || ApplicationSuites.IsSuite(id) ? Application(id) : null);

    private AccessTarget Application(string id) => new(id, applicationName(id) ?? ApplicationSuites.NameOf(id) ?? id, TargetKind.Application) { Suites = ApplicationSuites.Of(id) };

    private static AccessTarget Action(string id) => new(id, Actions.GetValueOrDefault(id, id), TargetKind.UserAction);

    private static AccessTarget Context(string id) => new(id, $"Authentication context {id}", TargetKind.AuthenticationContext);
}
