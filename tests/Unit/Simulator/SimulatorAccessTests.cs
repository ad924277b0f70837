using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Simulator;

/// <summary>Each family of endpoints refuses for want of a permission or a licence in its own words.</summary>
public sealed class SimulatorAccessTests
{
    private const string ScopesMissing = "You cannot perform the requested operation, required scopes are missing in the token.";
    private const string PolicyAssignments = "/policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'";

    [Theory]
    [InlineData("/users", "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")]
    [InlineData("/groups", "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")]
    [InlineData("/servicePrincipals", "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")]
    [InlineData("/roleManagement/directory/roleAssignments", "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")]
    [InlineData("/policies/authorizationPolicy", "AccessDenied", ScopesMissing)]
    [InlineData("/identity/conditionalAccess/policies", "AccessDenied", ScopesMissing)]
    [InlineData("/reports/authenticationMethods/userRegistrationDetails", "Authentication_MSGraphPermissionMissing", "Calling principal does not have required MSGraph permissions AuditLog.Read.All")]
    [InlineData("/roleManagement/directory/roleEligibilityScheduleInstances", "UnknownError", "{\"errorCode\":\"PermissionScopeNotGranted\",\"message\":\"Authorization failed due to missing permission scope RoleEligibilitySchedule.Read.Directory,RoleManagement.Read.Directory,RoleManagement.Read.All.\",\"instanceAnnotations\":[]}")]
    [InlineData(PolicyAssignments, "UnknownError", "{\"errorCode\":\"PermissionScopeNotGranted\",\"message\":\"Authorization failed due to missing permission scope RoleManagement.Read.Directory,RoleManagement.Read.All.\",\"instanceAnnotations\":[]}")]
    public async Task Without_its_permission_an_endpoint_refuses_in_its_family_s_words(string path, string code, string message)
    {
        await using SimulatorClient client = await SimulatorClient.StartAsync(new SimulatorOptions { Snapshot = Contoso.Build(), Permissions = new HashSet<string> { "Domain.Read.All" } });

        Answer refused = await client.GraphAsync(path);
        Answer allowed = await client.GraphAsync("/domains");

        Assert.Equal((403, code, message), (refused.Status, refused.Code, refused.Message));
        Assert.Equal(200, allowed.Status);
    }

    [Theory]
    [InlineData("User.Read.All", "/users", 200)]
    [InlineData("Directory.Read.All", "/users", 200)]
    [InlineData("Group.Read.All", "/users", 403)]
    [InlineData("Directory.Read.All", "/roleManagement/directory/roleAssignments", 200)]
    [InlineData("Directory.Read.All", "/roleManagement/directory/roleAssignmentScheduleInstances", 403)]
    [InlineData("User.Read.All", "/users?$select=id,signInActivity", 403)]
    public async Task A_broader_permission_does_where_the_documentation_says_so(string permission, string path, int status)
    {
        await using SimulatorClient client = await SimulatorClient.StartAsync(new SimulatorOptions { Snapshot = Contoso.Build(), Permissions = new HashSet<string> { permission } });

        Assert.Equal(status, (await client.GraphAsync(path)).Status);
    }

    [Theory]
    [InlineData("free", "/users?$select=id,signInActivity", 403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant")]
    [InlineData("free", "/reports/authenticationMethods/userRegistrationDetails", 403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant")]
    [InlineData("free", "/roleManagement/directory/roleAssignmentScheduleInstances", 400, "AadPremiumLicenseRequired")]
    [InlineData("p1", "/roleManagement/directory/roleEligibilityScheduleInstances", 400, "AadPremiumLicenseRequired")]
    [InlineData("p1", PolicyAssignments, 400, "AadPremiumLicenseRequired")]
    public async Task Without_its_licence_an_endpoint_refuses(string licence, string path, int status, string code)
    {
        await using SimulatorClient client = await SimulatorClient.StartAsync(Licensing.Relicense(Contoso.Build(), licence));

        Answer answer = await client.GraphAsync(path);

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(
            code == "AadPremiumLicenseRequired" ? "The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license." : "Neither tenant is B2C or tenant doesn't have premium license",
            answer.Message);
    }

    [Theory]
    [InlineData("p1", "/users?$select=id,signInActivity")]
    [InlineData("p1", "/reports/authenticationMethods/userRegistrationDetails")]
    [InlineData("p2", "/roleManagement/directory/roleAssignmentScheduleInstances")]
    [InlineData("p2", PolicyAssignments)]
    [InlineData("free", "/roleManagement/directory/roleAssignments")]
    [InlineData("free", "/policies/identitySecurityDefaultsEnforcementPolicy")]
    public async Task With_its_licence_an_endpoint_answers(string licence, string path)
    {
        await using SimulatorClient client = await SimulatorClient.StartAsync(Licensing.Relicense(Contoso.Build(), licence));

        Assert.Equal(200, (await client.GraphAsync(path)).Status);
    }

    [Fact]
    public async Task Conditional_access_of_an_unlicensed_tenant_is_an_empty_list_and_not_a_refusal()
    {
        await using SimulatorClient free = await SimulatorClient.StartAsync(Licensing.Relicense(Contoso.Build(), "free"));
        await using SimulatorClient p1 = await SimulatorClient.StartAsync(Licensing.Relicense(Contoso.Build(), "p1"));

        Answer empty = await free.GraphAsync("/identity/conditionalAccess/policies");

        Assert.Equal(200, empty.Status);
        Assert.Empty(empty.Ids);
        Assert.NotEmpty((await p1.GraphAsync("/identity/conditionalAccess/policies")).Ids);
    }

    [Theory]
    [InlineData("POST", "/identity/conditionalAccess/policies")]
    [InlineData("PATCH", "/policies/authorizationPolicy")]
    [InlineData("DELETE", "/users/00000000-0000-0000-0000-000000000001")]
    [InlineData("POST", "/directoryRoles")]
    public async Task A_write_is_refused_and_stands_in_the_log(string method, string path)
    {
        await using SimulatorClient client = await SimulatorClient.StartAsync(Contoso.Build());

        Answer answer = await client.SendAsync(new HttpMethod(method), new Uri(client.Simulator.GraphEndpoint, "/v1.0" + path), SimulatedService.Graph, "{}");

        Assert.Equal((405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target."), (answer.Status, answer.Code, answer.Message));
        RequestRecord record = Assert.Single(client.Simulator.Log);
        Assert.Equal((method, "/v1.0" + path, 405), (record.Method, record.PathAndQuery, record.Status));
    }
}
