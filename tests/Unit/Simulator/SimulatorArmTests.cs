using System.Text.Json;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Simulator;

public sealed class SimulatorArmTests
{
    private const string Assignments = "authorizationresources | where type =~ 'microsoft.authorization/roleassignments' | project id, name, type, tenantId, properties";
    private const string RootAssignments = "/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=atScope()";

    private static Task<SimulatorClient> StartAsync(int? pageSize = null, bool reader = true, bool rootReader = true) =>
        SimulatorClient.StartAsync(new SimulatorOptions { Snapshot = Contoso.Build(), PageSize = pageSize, AzureReader = reader, AzureRootReader = rootReader });

    private static Task<Answer> QueryAsync(SimulatorClient client, string query, object? options = null) =>
        client.ArmAsync(HttpMethod.Post, "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01", JsonSerializer.Serialize(new { query, options = options ?? new { } }));

    [Fact]
    public async Task Subscriptions_and_the_tree_come_in_pages()
    {
        await using SimulatorClient client = await StartAsync(pageSize: 3);
        var entities = new List<string?>();
        Uri? next = new(client.Simulator.ArmEndpoint, "/providers/Microsoft.Management/getEntities?api-version=2020-05-01");
        while (next is not null)
        {
            Answer answer = await client.SendAsync(HttpMethod.Post, next, SimulatedService.ResourceManager);
            entities.AddRange(answer.Ids);
            next = answer.Json.GetProperty("nextLink").GetString() is { } link ? new Uri(link) : null;
        }

        Answer subscriptions = await client.ArmAsync(HttpMethod.Get, "/subscriptions?api-version=2022-12-01");

        Assert.Equal(Contoso.Tenant().ManagementGroups.Select(m => m.Id), entities);
        Assert.Equal(3, subscriptions.Ids.Count);
        Assert.Single((await client.SendAsync(HttpMethod.Get, new Uri(subscriptions.Json.GetProperty("nextLink").GetString()!), SimulatedService.ResourceManager)).Ids);
    }

    [Fact]
    public async Task A_resource_graph_query_is_paged_by_its_token()
    {
        await using SimulatorClient client = await StartAsync();
        var ids = new List<string?>();
        string? token = null;
        do
        {
            Answer answer = await QueryAsync(client, Assignments, token is null ? new Dictionary<string, object> { ["$top"] = 4 } : new Dictionary<string, object> { ["$top"] = 4, ["$skipToken"] = token });
            Assert.Equal("false", answer.Json.GetProperty("resultTruncated").GetString());
            Assert.Equal(17, answer.Json.GetProperty("totalRecords").GetInt32());
            ids.AddRange(answer.Json.GetProperty("data").EnumerateArray().Select(r => r.GetProperty("id").GetString()));
            token = answer.Json.TryGetProperty("$skipToken", out JsonElement next) ? next.GetString() : null;
        }
        while (token is not null);

        Assert.Equal(Contoso.Tenant().AzureRoleAssignments.Select(a => a.Id), ids);
        Assert.Equal(5, client.Simulator.Log.Count);
    }

    [Fact]
    public async Task Without_the_id_column_a_long_result_is_cut()
    {
        await using SimulatorClient client = await StartAsync(pageSize: 5);

        Answer answer = await QueryAsync(client, "authorizationresources | where type =~ 'microsoft.authorization/roleassignments' | project name, properties");

        Assert.Equal("true", answer.Json.GetProperty("resultTruncated").GetString());
        Assert.False(answer.Json.TryGetProperty("$skipToken", out _));
    }

    [Theory]
    [InlineData("resources | where type =~ 'microsoft.compute/virtualmachines'")]
    [InlineData("authorizationresources | where type =~ 'microsoft.authorization/roleassignments' | project id, colour")]
    [InlineData("authorizationresources | summarize count()")]
    public async Task Another_query_is_refused(string query)
    {
        await using SimulatorClient client = await StartAsync();

        Answer answer = await QueryAsync(client, query);

        Assert.Equal((400, "BadRequest"), (answer.Status, answer.Code));
        Assert.Equal("InvalidQuery", answer.Json.GetProperty("error").GetProperty("details")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task The_size_of_a_page_has_its_limits(int top)
    {
        await using SimulatorClient client = await StartAsync();

        Assert.Equal(400, (await QueryAsync(client, Assignments, new Dictionary<string, object> { ["$top"] = top })).Status);
    }

    [Fact]
    public async Task The_root_scope_is_listed_apart_and_only_to_its_readers()
    {
        await using SimulatorClient reader = await StartAsync();
        await using SimulatorClient other = await StartAsync(rootReader: false);

        Answer root = await reader.ArmAsync(HttpMethod.Get, RootAssignments);
        Answer refused = await other.ArmAsync(HttpMethod.Get, RootAssignments);

        Assert.Equal(Contoso.Tenant().AzureRootRoleAssignments.Select(a => a.Id), root.Ids);
        Assert.Equal((403, "AuthorizationFailed"), (refused.Status, refused.Code));
        Assert.Equal(
            $"The client '{other.Simulator.Options.ClientId}' with object id '{other.Simulator.Options.ClientObjectId}' does not have authorization to perform action 'Microsoft.Authorization/roleAssignments/read' over scope '/' or the scope is invalid. If access was recently granted, please refresh your credentials.",
            refused.Message);
        Assert.Equal(17, (await QueryAsync(other, Assignments)).Json.GetProperty("totalRecords").GetInt32());
    }

    [Fact]
    public async Task Who_may_read_nothing_sees_empty_lists_and_no_refusal()
    {
        await using SimulatorClient client = await StartAsync(reader: false);

        Assert.Empty((await client.ArmAsync(HttpMethod.Get, "/subscriptions?api-version=2022-12-01")).Ids);
        Assert.Empty((await client.ArmAsync(HttpMethod.Post, "/providers/Microsoft.Management/getEntities?api-version=2020-05-01")).Ids);
        Assert.Equal(0, (await QueryAsync(client, Assignments)).Json.GetProperty("totalRecords").GetInt32());
    }

    [Theory]
    [InlineData("GET", "/subscriptions", 400, "MissingApiVersionParameter")]
    [InlineData("GET", "/subscriptions?api-version=1999-01-01", 400, "InvalidApiVersionParameter")]
    [InlineData("GET", "/subscriptions?api-version=2022-12-01&colour=red", 400, "BadRequest")]
    [InlineData("GET", "/nothing?api-version=2022-12-01", 404, "NotFound")]
    [InlineData("GET", "/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=scope eq '/'", 400, "UnsupportedQuery")]
    [InlineData("PUT", "/providers/Microsoft.Authorization/roleAssignments/x?api-version=2022-04-01", 405, "MethodNotAllowed")]
    [InlineData("POST", "/providers/Microsoft.Authorization/elevateAccess?api-version=2016-07-01", 405, "MethodNotAllowed")]
    [InlineData("DELETE", "/subscriptions?api-version=2022-12-01", 405, "MethodNotAllowed")]
    public async Task What_is_not_served_is_refused(string method, string path, int status, string code)
    {
        await using SimulatorClient client = await StartAsync();

        Answer answer = await client.ArmAsync(new HttpMethod(method), path);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }
}
