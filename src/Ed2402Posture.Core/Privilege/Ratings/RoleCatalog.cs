using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege.Ratings;

/// <summary>The roles of one snapshot, rated at the scopes at which they are held.</summary>
internal sealed class RoleCatalog
{
    private readonly Dictionary<(Plane Plane, string Definition, string Scope), RoleAtScope> known = new(new RoleKeyComparer());
    private readonly Dictionary<string, RoleDefinition> directoryRoles;
    private readonly Dictionary<string, AzureRoleDefinition> azureRoles;
    private readonly Dictionary<string, AzureRating> azureRatings = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> additional;
    private readonly ScopeNames scopes;

    public RoleCatalog(Snapshot snapshot, PostureSettings settings)
    {
        directoryRoles = snapshot.Get(Datasets.RoleDefinitions).Items.DistinctBy(r => r.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(r => r.Id, StringComparer.OrdinalIgnoreCase);
        azureRoles = snapshot.Get(Datasets.AzureRoleDefinitions).Items.DistinctBy(r => AzureScope.LastSegment(r.Id), StringComparer.OrdinalIgnoreCase).ToDictionary(r => AzureScope.LastSegment(r.Id), StringComparer.OrdinalIgnoreCase);
        additional = settings.AdditionalRoles.GroupBy(r => r.RoleDefinitionId, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Min(r => r.Tier), StringComparer.OrdinalIgnoreCase);
        scopes = new ScopeNames(snapshot);
    }

    /// <summary>Every role and scope asked for so far.</summary>
    public IReadOnlyCollection<RoleAtScope> All => known.Values;

    /// <summary>A directory role at the scope of an assignment.</summary>
    public RoleAtScope Directory(string definitionId, string scope) => Get(Plane.Entra, definitionId, scope, index =>
    {
        RoleDefinition? definition = directoryRoles.GetValueOrDefault(definitionId);
        EntraRole? builtIn = EntraRoles.Find(definition?.TemplateId) ?? EntraRoles.Find(definitionId);
        int tier = builtIn?.Tier ?? (definition is null ? Tiers.Other : DirectoryActions.In(definition).Select(a => a.Tier).DefaultIfEmpty(Tiers.Other).Min());
        tier = Math.Min(tier, Additional(definitionId, definition?.TemplateId));
        return new RoleAtScope
        {
            Index = index, Name = definition?.DisplayName ?? builtIn?.DisplayName ?? definitionId, DefinitionId = definitionId, Plane = Plane.Entra,
            Scope = scope, ScopeText = scopes.Directory(scope), Privileged = tier < Tiers.Other, Tier = scope == "/" ? tier : Math.Min(tier + 1, Tiers.Other),
            TemplateId = builtIn?.TemplateId ?? definitionId, AddsCredentials = AddsCredentials(builtIn, definition),
            ChangesGroups = builtIn is not null ? GroupMembership.Of(builtIn.TemplateId) : definition is null ? GroupReach.None : GroupMembership.Of(definition),
        };
    });

    /// <summary>An Azure role at a scope.</summary>
    public RoleAtScope Azure(string definitionId, string scope)
    {
        string guid = AzureScope.LastSegment(definitionId);
        return Get(Plane.Azure, guid, scope, index =>
        {
            AzureRoleDefinition? definition = azureRoles.GetValueOrDefault(guid);
            AzureRating rating = AzureRating(guid, definition);
            int extra = Additional(guid, definitionId);
            return new RoleAtScope
            {
                Index = index, Name = definition?.Properties?.RoleName ?? AzureActions.NameOf(guid) ?? guid, DefinitionId = guid, Plane = Plane.Azure,
                Scope = scope, ScopeText = scopes.Azure(scope), Azure = rating, Privileged = rating.Power != AzurePower.None || extra < Tiers.Other,
                Tier = Math.Min(Tier(rating.Power, scope), extra),
            };
        });
    }

    /// <summary>A permission of a resource: an application's own, or delegated to it for all users.</summary>
    public RoleAtScope Permission(string? resourceAppId, string resource, string value, bool delegated) => Get(Plane.Entra, value, (delegated ? "delegated " : "application ") + resource, index =>
    {
        int tier = Math.Min(delegated ? ApplicationPermissions.DelegatedTier(resourceAppId, value) : ApplicationPermissions.Tier(resourceAppId, value), Additional(value, null));
        return new RoleAtScope
        {
            Index = index, Name = value, DefinitionId = value, Plane = Plane.Entra, Scope = "/", ScopeText = scopes.Directory("/"), Permission = $"{(delegated ? "delegated" : "application")} permission {value} ({resource}){(delegated ? " for all users" : "")}",
            Tier = tier, Privileged = tier == Tiers.ControlPlane || additional.ContainsKey(value),
            ChangesGroups = !delegated && string.Equals(resourceAppId, GraphPermissions.MicrosoftGraphAppId, StringComparison.OrdinalIgnoreCase) ? GroupMembership.Of(value) : GroupReach.None,
        };
    });

    /// <summary>A classic administrator's role: as much as Owner of the subscription.</summary>
    public RoleAtScope Classic(string name, string scope) => Get(Plane.Azure, name, scope, index => new RoleAtScope
    {
        Index = index, Name = name, DefinitionId = name, Plane = Plane.Azure, Scope = scope, ScopeText = scopes.Azure(scope), Tier = Tiers.ManagementPlane, Privileged = true, Azure = AzureActions.Everything,
    });

    // Full and control reach every subscription from the root; a role that takes over one kind of resource stays below that.
    private int Tier(AzurePower power, string scope) => (power, scopes.KindOf(scope)) switch
    {
        (AzurePower.None, _) => Tiers.Other,
        (AzurePower.Control or AzurePower.Full, AzureScopeKind.Root) => Tiers.ControlPlane,
        (_, AzureScopeKind.Root or AzureScopeKind.ManagementGroup or AzureScopeKind.Subscription) => Tiers.ManagementPlane,
        _ => Tiers.Other,
    };

    private AzureRating AzureRating(string guid, AzureRoleDefinition? definition)
    {
        if (!azureRatings.TryGetValue(guid, out AzureRating? rating))
        {
            rating = definition is null ? AzureActions.RateUnread(guid) ?? Privilege.AzureRating.None : AzureActions.Rate(definition);
            azureRatings[guid] = rating;
        }

        return rating;
    }

    private static bool AddsCredentials(EntraRole? builtIn, RoleDefinition? definition) => builtIn is not null
        ? builtIn.TemplateId is EntraRoles.ApplicationAdministrator or EntraRoles.CloudApplicationAdministrator
        : definition is not null && DirectoryActions.In(definition).Any(a => a.Action.Contains("/credentials/", StringComparison.OrdinalIgnoreCase) || (a.Tier == Tiers.ControlPlane && a.Action.Contains("/allProperties/", StringComparison.OrdinalIgnoreCase) && (a.Action.Contains("/applications", StringComparison.OrdinalIgnoreCase) || a.Action.Contains("/servicePrincipals", StringComparison.OrdinalIgnoreCase))));

    private int Additional(string id, string? otherId) => Math.Min(additional.GetValueOrDefault(id, Tiers.Other), otherId is null ? Tiers.Other : additional.GetValueOrDefault(otherId, Tiers.Other));

    private RoleAtScope Get(Plane plane, string definition, string scope, Func<int, RoleAtScope> make)
    {
        if (!known.TryGetValue((plane, definition, scope), out RoleAtScope? role))
        {
            role = make(known.Count);
            known[(plane, definition, scope)] = role;
        }

        return role;
    }

    private sealed class RoleKeyComparer : IEqualityComparer<(Plane Plane, string Definition, string Scope)>
    {
        public bool Equals((Plane Plane, string Definition, string Scope) x, (Plane Plane, string Definition, string Scope) y) =>
            x.Plane == y.Plane && StringComparer.OrdinalIgnoreCase.Equals(x.Definition, y.Definition) && StringComparer.OrdinalIgnoreCase.Equals(x.Scope, y.Scope);

        public int GetHashCode((Plane Plane, string Definition, string Scope) key) =>
            HashCode.Combine(key.Plane, StringComparer.OrdinalIgnoreCase.GetHashCode(key.Definition), StringComparer.OrdinalIgnoreCase.GetHashCode(key.Scope));
    }
}
