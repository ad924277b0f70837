using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Graph;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Simulator;

public sealed class SimulatorQueryTests(ContosoFixture contoso) : IClassFixture<ContosoFixture>
{
    private SimulatorClient Client => contoso.Client;

    private static string Ids(int count) => string.Join(',', Enumerable.Range(1, count).Select(n => $"'{TenantBuilder.Id("x" + n)}'"));

    [Theory]
    [InlineData("/nothing", 400, "BadRequest", "Resource not found for the segment 'nothing'.")]
    [InlineData("/users?$select=id,shoeSize", 400, "BadRequest", "Parsing OData Select and Expand failed: Could not find a property named 'shoeSize' on type 'microsoft.graph.user'.")]
    [InlineData("/users?$filter=shoeSize eq 44", 400, "BadRequest", "Invalid filter clause: Could not find a property named 'shoeSize' on type 'microsoft.graph.user'.")]
    [InlineData("/users?$skip=10", 400, "BadRequest", "The query specified in the URI is not valid. The query parameter '$skip' is not supported.")]
    [InlineData("/users?colour=red", 400, "BadRequest", "The query specified in the URI is not valid. The query parameter 'colour' is not supported.")]
    [InlineData("/users?$top=1000", 400, "Request_UnsupportedQuery", "Invalid page size specified: '1000'. Must be between 1 and 999 inclusive.")]
    [InlineData("/users?$top=0", 400, "Request_UnsupportedQuery", "Invalid page size specified: '0'. Must be between 1 and 999 inclusive.")]
    [InlineData("/users/marco.bellini@contoso.com?$select=signInActivity", 400, "BadRequest", "Get By Key only supports UserId and the key has to be a valid Guid")]
    [InlineData("/users/00000000-0000-0000-0000-000000000001", 404, "Request_ResourceNotFound", "Resource '00000000-0000-0000-0000-000000000001' does not exist or one of its queried reference-property objects are not present.")]
    [InlineData("/groups/00000000-0000-0000-0000-000000000001/members", 404, "Request_ResourceNotFound", "Resource '00000000-0000-0000-0000-000000000001' does not exist or one of its queried reference-property objects are not present.")]
    [InlineData("/users?$filter=endsWith(userPrincipalName,'%23EXT%23@contoso.com')", 400, "Request_UnsupportedQuery", "Operator 'endsWith' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information")]
    [InlineData("/users?$filter=accountEnabled ne true", 400, "Request_UnsupportedQuery", "Operator 'ne' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information")]
    [InlineData("/groups?$filter=membershipRuleProcessingState eq 'On'", 400, "Request_UnsupportedQuery", "Unsupported or invalid query filter clause specified for property 'membershipRuleProcessingState' of resource 'Group'.")]
    [InlineData("/users?$filter=accountEnabled eq true&$orderby=displayName", 400, "Request_UnsupportedQuery", "Sorting not supported for current query.")]
    [InlineData("/applications?$search=\"displayName:Legacy\"", 400, "Request_UnsupportedQuery", "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'")]
    [InlineData("/users/$count", 400, "Request_BadRequest", "$count is not currently supported.")]
    [InlineData("/subscribedSkus?$select=id", 400, "BadRequest", "The query specified in the URI is not valid. The query parameter '$select' is not supported.")]
    [InlineData("/reports/authenticationMethods/userRegistrationDetails?$select=id", 400, "BadRequest", "The query specified in the URI is not valid. The query parameter '$select' is not supported.")]
    [InlineData("/policies/roleManagementPolicyAssignments", 400, "UnknownError", "{\"errorCode\":\"MissingProvider\",\"message\":\"The provider is missing.\",\"instanceAnnotations\":[]}")]
    public async Task A_query_that_the_service_refuses_is_refused_in_its_words(string path, int status, string code, string message)
    {
        Answer answer = await Client.GraphAsync(path);

        Assert.Equal((status, code, message), (answer.Status, answer.Code, answer.Message));
        Assert.True(Guid.TryParse(answer.Json.GetProperty("error").GetProperty("innerError").GetProperty("request-id").GetString(), out _));
    }

    [Theory]
    [InlineData("/users?$select=id,signInActivity&$top=500", 120)]
    [InlineData("/users?$select=id,signInActivity&$top=119", 119)]
    [InlineData("/users?$select=id&$top=500", 500)]
    public async Task A_page_with_sign_in_activity_has_a_hundred_and_twenty_users_at_most(string path, int users)
    {
        await using SimulatorClient client = await SimulatorClient.StartAsync(new SimulatorOptions { Snapshot = Contoso.Build(), Crowd = new Crowd { Users = 1000 } });

        Assert.Equal(users, (await client.GraphAsync(path)).Json.GetProperty("value").GetArrayLength());
    }

    [Fact]
    public async Task A_list_of_ids_may_name_fifteen_and_no_more()
    {
        Assert.Equal(200, (await Client.GraphAsync($"/users?$filter=id in ({Ids(15)})")).Status);
        Answer refused = await Client.GraphAsync($"/users?$filter=id in ({Ids(16)})");

        Assert.Equal((400, "Request_UnsupportedQuery", "Too many child clauses specified in search filter expression containing 'OR' operators: 16. Max allowed: 15."), (refused.Status, refused.Code, refused.Message));
    }

    [Fact]
    public async Task An_advanced_query_works_with_header_and_count()
    {
        Answer guests = await Client.GraphAsync("/users?$filter=endsWith(userPrincipalName,'%23EXT%23@contoso.onmicrosoft.com')&$count=true&$select=id,userType", "eventual");
        Answer ignored = await Client.GraphAsync("/users?$count=true&$top=1");
        Answer number = await Client.GraphAsync("/users/$count", "eventual");
        Answer found = await Client.GraphAsync("/applications?$search=\"displayName:Legacy\"", "eventual");

        Assert.Equal(2, guests.Json.GetProperty("@odata.count").GetInt32());
        Assert.All(guests.Json.GetProperty("value").EnumerateArray(), u => Assert.Equal("Guest", u.GetProperty("userType").GetString()));
        Assert.False(ignored.Json.TryGetProperty("@odata.count", out _));
        Assert.Equal("59", number.Text);
        Assert.Single(found.Ids);
    }

    [Theory]
    [InlineData("displayName eq 'marco bellini'", 1)]
    [InlineData("startswith(displayName,'Break Glass')", 2)]
    [InlineData("userType eq 'Guest' and accountEnabled eq true", 2)]
    [InlineData("userType eq 'Guest' or displayName eq 'Marco Bellini'", 3)]
    [InlineData("(userType eq 'Guest' or displayName eq 'Marco Bellini') and accountEnabled eq false", 0)]
    [InlineData("onPremisesSyncEnabled eq true", 2)]
    [InlineData("onPremisesSyncEnabled eq null", 57)]
    [InlineData("createdDateTime le 2024-01-01T00:00:00Z", 2)]
    [InlineData("assignedPlans/any(p:p/service eq 'exchange')", 1)]
    [InlineData("signInActivity/lastSignInDateTime le 2026-06-01T00:00:00Z", 2)]
    [InlineData("displayName in ('Nobody O''Brien', 'Aisha Rahman')", 1)]
    public async Task A_filter_finds_what_it_says(string filter, int count)
    {
        Assert.Equal(count, (await Client.AllAsync($"/users?$select=id&$filter={Uri.EscapeDataString(filter)}")).Count);
    }

    [Theory]
    [InlineData("displayName eq")]
    [InlineData("displayName is 'x'")]
    [InlineData("displayName eq 'x' extra")]
    [InlineData("displayName eq 'x")]
    [InlineData("(displayName eq 'x'")]
    public async Task A_filter_that_is_no_filter_is_refused(string filter)
    {
        Answer answer = await Client.GraphAsync($"/users?$filter={Uri.EscapeDataString(filter)}");

        Assert.Equal((400, "BadRequest"), (answer.Status, answer.Code));
        Assert.StartsWith("Invalid filter clause: ", answer.Message);
    }

    [Fact]
    public async Task A_select_is_answered_whole_with_nulls_and_nothing_else()
    {
        var user = Assert.Single(await Client.AllAsync("/users?$select=id,mail,onPremisesSyncEnabled&$filter=displayName eq 'Ingrid Halvorsen'"));
        var unselected = Assert.Single(await Client.AllAsync("/users?$filter=displayName eq 'Marco Bellini'"));

        Assert.Equal(["id", "mail", "onPremisesSyncEnabled"], user.EnumerateObject().Select(p => p.Name));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, user.GetProperty("mail").ValueKind);
        Assert.Equal(["id", "displayName", "userPrincipalName", "mail"], unselected.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Keys_come_only_when_they_are_selected()
    {
        const string Filter = "$filter=displayName eq 'Identity Automation'";

        var without = Assert.Single(await Client.AllAsync($"/applications?{Filter}"));
        var with = Assert.Single(await Client.AllAsync($"/applications?$select=id,keyCredentials&{Filter}"));

        Assert.Equal(0, without.GetProperty("keyCredentials").GetArrayLength());
        Assert.Equal(1, with.GetProperty("keyCredentials").GetArrayLength());
    }

    [Fact]
    public async Task An_expanded_relationship_ends_after_twenty_without_a_word()
    {
        var tenant = new TenantBuilder(withBuiltInRoles: false);
        string app = tenant.Application("Everything");
        foreach (int number in Enumerable.Range(1, 25))
        {
            tenant.Grant(app, $"Permission.{number}");
        }

        await using SimulatorClient client = await SimulatorClient.StartAsync(tenant.Build());

        var expanded = (await client.AllAsync("/servicePrincipals?$expand=appRoleAssignments")).Single(s => s.GetProperty("id").GetString() == app);
        var whole = await client.AllAsync($"/servicePrincipals/{app}/appRoleAssignments?$top=999");

        Assert.Equal(20, expanded.GetProperty("appRoleAssignments").GetArrayLength());
        Assert.Equal(25, whole.Count);
    }

    [Fact]
    public async Task Members_carry_their_type_and_transitive_ones_come_once()
    {
        string engineers = TenantBuilder.Id("group:Azure Platform Engineers");

        var direct = await Client.AllAsync($"/groups/{engineers}/members?$select=id,displayName");
        var transitive = await Client.AllAsync($"/groups/{engineers}/transitiveMembers?$select=id");

        Assert.Equal(["#microsoft.graph.user", "#microsoft.graph.group"], direct.Select(m => m.GetProperty("@odata.type").GetString()));
        Assert.Equal(["Olga Kowalczyk", "Azure Platform Leads"], direct.Select(m => m.GetProperty("displayName").GetString()));
        Assert.Equal(4, transitive.Select(m => m.GetProperty("id").GetString()).Distinct().Count());
    }

    [Theory]
    [InlineData("v1.0", 1)]
    [InlineData("beta", 2)]
    public async Task Service_principals_are_members_in_beta_only(string version, int members)
    {
        var tenant = new TenantBuilder(withBuiltInRoles: false);
        string group = tenant.Group("Admins");
        tenant.Member(group, tenant.User("Ada"), tenant.ServicePrincipal("Robot"));
        await using SimulatorClient client = await SimulatorClient.StartAsync(tenant.Build());

        Answer answer = await client.SendAsync(HttpMethod.Get, new Uri(client.Simulator.GraphEndpoint, $"/{version}/groups/{group}/members?$select=id"), SimulatedService.Graph);

        Assert.Equal(members, answer.Ids.Count);
    }

    [Theory]
    [InlineData(null, "unknownFutureValue")]
    [InlineData("include-unknown-enum-members", "linux")]
    public async Task Later_members_of_enumerations_are_shown_to_those_who_ask(string? prefer, string shown)
    {
        Answer answer = await Client.SendAsync(HttpMethod.Get, new Uri(Client.Simulator.GraphEndpoint, "/v1.0/identity/conditionalAccess/policies?$filter=startswith(displayName,'CA010')"), SimulatedService.Graph, prefer: prefer);

        Assert.Equal(["android", "iOS", "windows", "macOS", shown], answer.Json.GetProperty("value")[0].GetProperty("conditions").GetProperty("platforms").GetProperty("excludePlatforms").EnumerateArray().Select(p => p.GetString()));
    }

    [Fact]
    public async Task Settings_of_PIM_hold_their_rules_only_when_expanded()
    {
        const string Filter = "/policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'";

        var bare = await Client.AllAsync(Filter);
        var policies = await Client.AllAsync(Filter + "&$expand=policy");
        var rules = await Client.AllAsync(Filter + "&$expand=policy($expand=rules)");

        Assert.All(bare, p => Assert.False(p.TryGetProperty("policy", out _)));
        Assert.All(policies, p => Assert.False(p.GetProperty("policy").TryGetProperty("rules", out _)));
        Assert.All(rules, p => Assert.Equal(17, p.GetProperty("policy").GetProperty("rules").GetArrayLength()));
        Assert.Equal(Contoso.Tenant().RoleManagementPolicyAssignments.Count, rules.Count);
    }

    [Fact]
    public void Every_property_that_a_dataset_asks_for_exists_in_its_type()
    {
        var types = new Dictionary<DatasetDefinition, string>
        {
            [Datasets.Organization] = "organization", [Datasets.SubscribedSkus] = "subscribedSku", [Datasets.Domains] = "domain", [Datasets.Users] = "user", [Datasets.SignInActivity] = "user", [Datasets.Groups] = "group",
            [Datasets.RoleDefinitions] = "unifiedRoleDefinition", [Datasets.RoleAssignments] = "unifiedRoleAssignment", [Datasets.RoleAssignmentScheduleInstances] = "unifiedRoleAssignmentScheduleInstance",
            [Datasets.RoleEligibilityScheduleInstances] = "unifiedRoleEligibilityScheduleInstance", [Datasets.UserRegistrationDetails] = "userRegistrationDetails", [Datasets.NamedLocations] = "namedLocation",
            [Datasets.AuthorizationPolicy] = "authorizationPolicy", [Datasets.AdminConsentRequestPolicy] = "adminConsentRequestPolicy", [Datasets.DefaultAppManagementPolicy] = "tenantAppManagementPolicy", [Datasets.AppManagementPolicies] = "appManagementPolicy",
            [Datasets.SecurityDefaults] = "identitySecurityDefaultsEnforcementPolicy", [Datasets.Applications] = "application", [Datasets.ServicePrincipals] = "servicePrincipal",
            [Datasets.ResourceServicePrincipals] = "servicePrincipal", [Datasets.AppRoleAssignments] = "appRoleAssignment", [Datasets.Principals] = "directoryObject", [Datasets.AuthenticationStrengthPolicies] = "authenticationStrengthPolicy",
            [Datasets.ConditionalAccessPolicies] = "conditionalAccessPolicy", [Datasets.ContinuousAccessPolicies] = "conditionalAccessPolicy", [Datasets.TokenLifetimePolicies] = "tokenLifetimePolicy",
        };

        Assert.All(types, pair => Assert.All(pair.Key.PropertyNames, name => Assert.True(GraphTypes.HasProperty(pair.Value, name), $"{pair.Value}.{name}")));
    }
}
