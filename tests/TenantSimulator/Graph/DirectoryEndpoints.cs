using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>Tenant, licences, domains, users, and objects by id.</summary>
internal static class DirectoryEndpoints
{
    private const int MaxIds = 1000;

    /// <summary>Users on a page that selects their sign-in activity: the smaller of the two limits that Microsoft has documented ('List users'). Who asks for more gets as many.</summary>
    private const int SignInActivityPage = 120;

    /// <summary>Options of lists of directory objects.</summary>
    public static readonly string[] ListOptions = ["$count", "$expand", "$filter", "$orderby", "$search", "$select", "$top"];

    /// <summary>What a user is answered with when nothing is selected, as the page of the user list says.</summary>
    private static readonly string[] DefaultUserProperties = ["businessPhones", "displayName", "givenName", "id", "jobTitle", "mail", "mobilePhone", "officeLocation", "preferredLanguage", "surname", "userPrincipalName"];

    private static readonly QueryRules Users = new()
    {
        Type = "user", Options = ListOptions, Advanced = true, IsHidden = name => !DefaultUserProperties.Contains(name),
        Filters = QueryRules.Filterable("id:eq,in displayName:eq,in,startswith,ge,le userPrincipalName:eq,in,startswith,ge,le mail:eq,in,startswith userType:eq,in accountEnabled:eq,in onPremisesSyncEnabled:eq creationType:eq,in externalUserState:eq,in createdDateTime:eq,ge,le identities:any assignedPlans:any signInActivity/lastSignInDateTime:eq,ge,le signInActivity/lastSuccessfulSignInDateTime:eq,ge,le"),
    };

    public static readonly IReadOnlyList<GraphEndpoint> All =
    [
        new("/organization") { Dataset = Datasets.Organization, Cost = 1, Rules = new() { Type = "organization", Options = ["$select"] }, Answer = call => call.List(call.Table(Datasets.Organization).Rows.Select(r => new Item(r)), "organization") },
        new("/subscribedSkus") { Dataset = Datasets.SubscribedSkus, Cost = 3, Rules = new() { Type = "subscribedSku", Options = [] }, Answer = call => call.List(call.Table(Datasets.SubscribedSkus).Rows.Select(r => new Item(r)), "subscribedSkus") },
        new("/domains") { Dataset = Datasets.Domains, Cost = 1, Rules = new() { Type = "domain", Options = ["$select", "$top"] }, Answer = call => call.List(call.Table(Datasets.Domains).Rows.Select(r => new Item(r)), "domains") },
        new("/users") { Dataset = Datasets.Users, Cost = 2, Rules = Users, Answer = ListUsers },
        new("/users/{id}") { Dataset = Datasets.Users, Cost = 1, Rules = Users with { IsList = false, Options = ["$select"] }, Answer = OneUser },
        new("/directoryObjects/getByIds") { Method = "POST", Dataset = Datasets.Principals, Cost = 5, Rules = new() { Type = "directoryObject", Options = ["$select"], DefaultTop = MaxIds }, Answer = ByIds },
    ];

    private static ServiceResponse ListUsers(GraphCall call) => call.List(
        call.Query.Filter is InFilter { Path: "id" } some ? call.Users(some.Values) : call.Users().Select(call.User), "users", more: call.Query.Filter is null ? call.Crowd.UserList : null,
        most: call.Query.Selects("signInActivity") ? SignInActivityPage : int.MaxValue);

    private static ServiceResponse OneUser(GraphCall call)
    {
        bool byId = Guid.TryParse(call.Id, out _);
        if (!byId && call.Query.Selects("signInActivity"))
        {
            return GraphErrors.SignInActivityKey();
        }

        JsonElement? row = byId ? call.Table(Datasets.Users).Find(call.Id)
            : call.Table(Datasets.Users).Rows.Where(r => r.TryGetProperty("userPrincipalName", out JsonElement name) && string.Equals(name.GetString(), call.Id, StringComparison.OrdinalIgnoreCase)).Select(r => (JsonElement?)r).FirstOrDefault();
        return call.One(row is { } found ? call.User(found) : null, call.Id);
    }

    /// <summary>Ids that do not resolve are left out of the answer.</summary>
    private static ServiceResponse ByIds(GraphCall call)
    {
        string[] ids;
        string[]? types;
        try
        {
            using JsonDocument body = JsonDocument.Parse(call.Request.Body);
            ids = [.. body.RootElement.GetProperty("ids").EnumerateArray().Select(i => i.GetString()!)];
            types = body.RootElement.TryGetProperty("types", out JsonElement named) ? [.. named.EnumerateArray().Select(t => t.GetString()!)] : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return GraphErrors.BadBody($"Unable to read JSON request payload. {exception.Message}");
        }

        if (ids.Length > MaxIds)
        {
            return GraphErrors.TooManyIds();
        }

        if (ids.FirstOrDefault(i => !Guid.TryParse(i, out _)) is { } wrong)
        {
            return GraphErrors.Error(400, "Request_BadRequest", $"Invalid object identifier '{wrong}'.");
        }

        // References to objects of partners come to those alone who ask for them by name.
        IEnumerable<Item> found = ids.Distinct(StringComparer.OrdinalIgnoreCase).Select(call.Resolve).OfType<Item>();
        return call.List(found.Where(i => types is null ? TypeOf(i) != "directoryObjectPartnerReference" : types.Contains(TypeOf(i), StringComparer.OrdinalIgnoreCase)), "directoryObjects");

        static string TypeOf(Item item) => (item.ODataType ?? item.Row.GetProperty(Item.TypeName).GetString())!.Split('.')[^1];
    }
}
