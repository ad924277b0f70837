using System.Text.Json;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Simulator;

public sealed class SimulatorBatchTests
{
    private static Task<Answer> BatchAsync(SimulatorClient client, params object[] parts) =>
        client.SendAsync(HttpMethod.Post, new Uri(client.Simulator.GraphEndpoint, "/v1.0/$batch"), SimulatedService.Graph, JsonSerializer.Serialize(new { requests = parts }));

    private static object Get(string id, string url) => new { id, method = "GET", url };

    [Fact]
    public async Task Each_part_has_its_own_status_and_the_order_is_another()
    {
        await using SimulatorClient client = await SimulatorClient.StartAsync(Contoso.Build());
        string engineers = TenantBuilder.Id("group:Azure Platform Engineers");

        Answer answer = await BatchAsync(
            client, Get("1", "/organization"), Get("2", "nothing"), Get("3", $"/groups/{engineers}/members?$select=id"), Get("4", "/users?$select=shoeSize"), new { id = "5", method = "DELETE", url = "/users/x" },
            Get("6", "/domains"), Get("7", "/users/$count"));

        Dictionary<string, JsonElement> parts = answer.Json.GetProperty("responses").EnumerateArray().ToDictionary(r => r.GetProperty("id").GetString()!);
        Assert.Equal(200, answer.Status);
        Assert.Equal([200, 400, 200, 400, 405, 200, 400], Enumerable.Range(1, 7).Select(n => parts[$"{n}"].GetProperty("status").GetInt32()));
        Assert.Equal(2, parts["3"].GetProperty("body").GetProperty("value").GetArrayLength());
        Assert.Equal("BadRequest", parts["4"].GetProperty("body").GetProperty("error").GetProperty("code").GetString());
        Assert.True(parts["3"].GetProperty("headers").TryGetProperty("x-ms-resource-unit", out _));
        Assert.NotEqual(["1", "2", "3", "4", "5", "6", "7"], answer.Json.GetProperty("responses").EnumerateArray().Select(r => r.GetProperty("id").GetString()));
        Assert.Equal(8, client.Simulator.Log.Count);
        Assert.Equal(7, client.Simulator.Log.Count(r => r.IsBatchPart && r.HadAuthorization));
    }

    [Fact]
    public async Task A_part_sends_its_own_headers()
    {
        await using SimulatorClient client = await SimulatorClient.StartAsync(Contoso.Build());

        Answer answer = await BatchAsync(client, new { id = "1", method = "GET", url = "/users/$count", headers = new { ConsistencyLevel = "eventual" } });

        Assert.Equal("59", answer.Json.GetProperty("responses")[0].GetProperty("body").GetString());
    }

    [Fact]
    public async Task A_part_that_depends_on_a_failed_one_fails_too()
    {
        await using SimulatorClient client = await SimulatorClient.StartAsync(Contoso.Build());

        Answer answer = await BatchAsync(client, Get("1", "/nothing"), new { id = "2", method = "GET", url = "/organization", dependsOn = (string[])["1"] });

        Assert.Equal([400, 424], answer.Json.GetProperty("responses").EnumerateArray().OrderBy(r => r.GetProperty("id").GetString()).Select(r => r.GetProperty("status").GetInt32()));
    }

    [Theory]
    [InlineData("21 parts")]
    [InlineData("same id")]
    [InlineData("absolute url")]
    [InlineData("body without type")]
    [InlineData("no requests")]
    public async Task A_batch_that_is_not_well_made_is_refused_whole(string wrong)
    {
        await using SimulatorClient client = await SimulatorClient.StartAsync(Contoso.Build());

        Answer answer = wrong switch
        {
            "21 parts" => await BatchAsync(client, [.. Enumerable.Range(1, 21).Select(n => Get($"{n}", "/organization"))]),
            "same id" => await BatchAsync(client, Get("a", "/organization"), Get("A", "/domains")),
            "absolute url" => await BatchAsync(client, Get("1", "https://graph.microsoft.com/v1.0/organization")),
            "body without type" => await BatchAsync(client, new { id = "1", method = "POST", url = "/directoryObjects/getByIds", body = new { ids = Array.Empty<string>() } }),
            _ => await client.SendAsync(HttpMethod.Post, new Uri(client.Simulator.GraphEndpoint, "/v1.0/$batch"), SimulatedService.Graph, "{}"),
        };

        Assert.Equal((400, "BadRequest"), (answer.Status, answer.Code));
        Assert.DoesNotContain(client.Simulator.Log, r => r.IsBatchPart);
    }

    [Fact]
    public async Task Twenty_parts_are_answered()
    {
        await using SimulatorClient client = await SimulatorClient.StartAsync(Contoso.Build());

        Answer answer = await BatchAsync(client, [.. Enumerable.Range(1, 20).Select(n => Get($"{n}", "/organization"))]);

        Assert.All(answer.Json.GetProperty("responses").EnumerateArray(), r => Assert.Equal(200, r.GetProperty("status").GetInt32()));
        Assert.Equal(20, answer.Json.GetProperty("responses").GetArrayLength());
    }

    [Fact]
    public async Task A_throttled_part_stands_inside_a_good_batch()
    {
        await using SimulatorClient client = await SimulatorClient.StartAsync(new SimulatorOptions { Snapshot = Contoso.Build(), Faults = { FaultRule.Throttle("/domains", retryAfterSeconds: 7) } });

        Answer answer = await BatchAsync(client, Get("1", "/organization"), Get("2", "/domains"));

        JsonElement throttled = answer.Json.GetProperty("responses").EnumerateArray().Single(r => r.GetProperty("id").GetString() == "2");
        Assert.Equal(200, answer.Status);
        Assert.Equal(429, throttled.GetProperty("status").GetInt32());
        Assert.Equal("7", throttled.GetProperty("headers").GetProperty("Retry-After").GetString());
        Assert.Equal("TooManyRequests", throttled.GetProperty("body").GetProperty("error").GetProperty("code").GetString());
    }
}
