using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>The objects of the directory, put together from the datasets that know something of them.</summary>
internal static class DirectoryObjects
{
    public const string UserType = "#microsoft.graph.user";
    public const string GroupType = "#microsoft.graph.group";
    public const string ServicePrincipalType = "#microsoft.graph.servicePrincipal";

    /// <summary>A user with its sign-in activity, which is absent when the user never signed in.</summary>
    public static Item User(this GraphCall call, JsonElement row)
    {
        JsonElement? activity = call.Table(Datasets.SignInActivity).Find(row.GetProperty("id").GetString()!);
        return new Item(row, More: activity is { } found && found.TryGetProperty("signInActivity", out JsonElement value) ? new Dictionary<string, JsonElement> { ["signInActivity"] = value } : null);
    }

    /// <summary>Every user, those too that only a case names.</summary>
    public static IEnumerable<JsonElement> Users(this GraphCall call) => Users(call.Tables);

    /// <inheritdoc cref="Users(GraphCall)"/>
    public static IEnumerable<JsonElement> Users(Tables tables) =>
        tables.Get(Datasets.Users).Rows.Concat(tables.Get(Datasets.PimApprovers).Rows).Concat(tables.NamedUsers.Rows).DistinctBy(r => r.GetProperty("id").GetString()!, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every group, those too that only a policy names.</summary>
    public static IEnumerable<JsonElement> Groups(this GraphCall call) => Groups(call.Tables);

    /// <inheritdoc cref="Groups(GraphCall)"/>
    public static IEnumerable<JsonElement> Groups(Tables tables) =>
        tables.Get(Datasets.Groups).Rows.Concat(tables.Get(Datasets.PolicyGroups).Rows).DistinctBy(r => r.GetProperty("id").GetString()!, StringComparer.OrdinalIgnoreCase);

    /// <summary>The group with that id, or null.</summary>
    public static JsonElement? FindGroup(this GraphCall call, string id) => call.Table(Datasets.Groups).Find(id) ?? call.Table(Datasets.PolicyGroups).Find(id);

    /// <summary>A service principal with the application permissions that it offers.</summary>
    public static Item ServicePrincipal(this GraphCall call, JsonElement row)
    {
        JsonElement? resource = call.Table(Datasets.ResourceServicePrincipals).Find(row.GetProperty("id").GetString()!);
        return new Item(row, More: resource is { } found && found.TryGetProperty("appRoles", out JsonElement roles) ? new Dictionary<string, JsonElement> { ["appRoles"] = roles } : null);
    }

    /// <summary>Every service principal, those too of which only the permissions on offer are known.</summary>
    public static IEnumerable<Item> ServicePrincipals(this GraphCall call)
    {
        Table known = call.Table(Datasets.ServicePrincipals);
        return known.Rows.Concat(call.Table(Datasets.ResourceServicePrincipals).Rows.Where(r => known.Find(r.GetProperty("id").GetString()!) is null)).Select(call.ServicePrincipal);
    }

    /// <summary>The service principal with that id, or null.</summary>
    public static Item? FindServicePrincipal(this GraphCall call, string id) =>
        (call.Table(Datasets.ServicePrincipals).Find(id) ?? call.Table(Datasets.ResourceServicePrincipals).Find(id)) is { } row ? call.ServicePrincipal(row) : null;

    /// <summary>The object with that id, with its type; null when the directory has none.</summary>
    public static Item? Resolve(this GraphCall call, string id) =>
        call.Table(Datasets.Users).Find(id) is { } user ? call.User(user) with { ODataType = UserType }
        : call.FindGroup(id) is { } group ? new Item(group, GroupType)
        : call.FindServicePrincipal(id) is { } principal ? principal with { ODataType = ServicePrincipalType }
        : call.Table(Datasets.Principals).Find(id) is { } other ? new Item(other) : null;

    /// <summary>The object at the end of an edge: what the edge says, and what the directory knows beyond it. Of a user that the client may not read,
    /// id and type alone.</summary>
    public static Item Linked(this GraphCall call, JsonElement edge) => call.Resolve(edge.GetProperty("id").GetString()!) switch
    {
        null => new Item(edge),
        { ODataType: UserType } user when !call.MayReadUsers => new Item(OnlyId(user), UserType),
        { } found => found,
    };

    /// <summary>The users with these ids.</summary>
    public static IEnumerable<Item> Users(this GraphCall call, IEnumerable<string> ids) =>
        ids.Distinct(StringComparer.OrdinalIgnoreCase).Select(call.FindUser).OfType<JsonElement>().Select(call.User);

    private static JsonElement? FindUser(this GraphCall call, string id) => call.Table(Datasets.Users).Find(id) ?? call.Table(Datasets.PimApprovers).Find(id) ?? call.Tables.NamedUsers.Find(id);

    private static JsonElement OnlyId(Item item) => JsonElement.Parse($$"""{"id":"{{item.Id}}"}""");
}
