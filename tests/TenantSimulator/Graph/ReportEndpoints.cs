using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Graph.Queries;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>Reports, and the methods of one user.</summary>
internal static class ReportEndpoints
{
    private static readonly QueryRules Registrations = new()
    {
        Type = "userRegistrationDetails", Options = ["$filter", "$orderby"],
        Filters = QueryRules.Filterable("userPrincipalName:eq,startswith userDisplayName:eq,startswith userType:eq isAdmin:eq isMfaCapable:eq isMfaRegistered:eq isPasswordlessCapable:eq isSsprRegistered:eq isSsprEnabled:eq isSsprCapable:eq isSystemPreferredAuthenticationMethodEnabled:eq methodsRegistered:any"),
    };

    public static readonly IReadOnlyList<GraphEndpoint> All =
    [
        new("/reports/authenticationMethods/userRegistrationDetails")
        {
            Dataset = Datasets.UserRegistrationDetails, Family = RefusalFamily.Reports, Rules = Registrations,
            Answer = call => call.List(call.Table(Datasets.UserRegistrationDetails).Rows.Select(r => new Item(r)), "reports/authenticationMethods/userRegistrationDetails", more: call.Query.Filter is null ? call.Crowd.RegistrationList : null),
        },
        new("/reports/authenticationMethods/userRegistrationDetails/{id}")
        {
            Dataset = Datasets.UserRegistrationDetails, Family = RefusalFamily.Reports, Rules = Registrations with { IsList = false, Options = [] },
            Answer = call => call.One(call.Table(Datasets.UserRegistrationDetails).Find(call.Id) is { } row ? new Item(row) : null, call.Id),
        },
        new("/users/{id}/authentication/methods")
        {
            Dataset = Datasets.AuthenticationMethods, Family = RefusalFamily.AuthenticationMethods, Rules = new() { Type = "authenticationMethod", Options = [] },
            Answer = call => call.Table(Datasets.Users).Find(call.Id) is null ? GraphErrors.NotFound(call.Id) : call.List(call.Tables.Children(Datasets.AuthenticationMethods, call.Id).Select(r => new Item(r)), "users('id')/authentication/methods"),
        },
        Usage(Datasets.ServicePrincipalSignInActivities, "servicePrincipalSignInActivity", "appId:eq"),
        Usage(Datasets.AppCredentialSignInActivities, "appCredentialSignInActivity", "appId:eq keyId:eq"),
    ];

    private static GraphEndpoint Usage<T>(DatasetDefinition<T> dataset, string type, string filters)
        where T : class => new(dataset.Endpoint)
        {
            Dataset = dataset, Family = RefusalFamily.Reports, BetaOnly = true,
            Rules = new() { Type = type, Options = ["$top", "$filter", "$orderby"], Filters = QueryRules.Filterable(filters) },
            Answer = call => call.List(call.Table(dataset).Rows.Select(r => new Item(r)), dataset.Endpoint.TrimStart('/'), more: type == "servicePrincipalSignInActivity" && call.Query.Filter is null ? call.Crowd.UseList : null),
        };
}
