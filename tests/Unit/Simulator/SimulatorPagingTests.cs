using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Simulator;

public sealed class SimulatorPagingTests
{
    private static TenantBuilder TenUsers()
    {
        var tenant = new TenantBuilder(withBuiltInRoles: false);
        foreach (int number in Enumerable.Range(1, 10))
        {
            tenant.User($"User {number}");
        }

        return tenant;
    }

    [Fact]
    public async Task A_list_comes_in_pages_of_the_settled_size_and_is_whole()
    {
        TenantBuilder tenant = TenUsers();
        await using SimulatorClient client = await SimulatorClient.StartAsync(new SimulatorOptions { Snapshot = tenant.Build(), PageSize = 3 });

        var users = await client.AllAsync("/users?$select=id,displayName&$top=999");

        Assert.Equal(tenant.Users.Select(u => u.Id), users.Select(u => u.GetProperty("id").GetString()));
        Assert.Equal(4, client.Simulator.Log.Count);
        Assert.All(client.Simulator.Log, r => Assert.True(r is { Method: "GET", HadAuthorization: true, Status: 200, IsBatchPart: false }));
    }

    [Fact]
    public async Task A_cursor_is_good_for_its_own_list_and_options_only()
    {
        await using SimulatorClient client = await SimulatorClient.StartAsync(new SimulatorOptions { Snapshot = TenUsers().Build(), PageSize = 3 });
        Answer first = await client.GraphAsync("/users?$select=id");
        string cursor = first.Json.GetProperty("@odata.nextLink").GetString()!.Split("$skiptoken=")[1];

        Assert.Equal(200, (await client.GraphAsync($"/users?$select=id&$skiptoken={cursor}")).Status);
        Assert.Equal(400, (await client.GraphAsync($"/users?$select=id,mail&$skiptoken={cursor}")).Status);
        Assert.Equal(400, (await client.GraphAsync($"/users?$select=id&$top=2&$skiptoken={cursor}")).Status);
        Assert.Equal(400, (await client.GraphAsync($"/groups?$select=id&$skiptoken={cursor}")).Status);
        Assert.Equal(400, (await client.GraphAsync("/users?$select=id&$skiptoken=3")).Status);
    }
}
