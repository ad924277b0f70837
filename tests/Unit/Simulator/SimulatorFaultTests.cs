using System.Text.Json;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Simulator;

public sealed class SimulatorFaultTests
{
    private static Task<SimulatorClient> StartAsync(FaultRule fault) => SimulatorClient.StartAsync(new SimulatorOptions { Snapshot = Contoso.Build(), Faults = { fault } });

    [Fact]
    public async Task A_rule_acts_after_so_many_requests_and_so_many_times()
    {
        await using SimulatorClient client = await StartAsync(new FaultRule { PathContains = "/domains", Skip = 1, Times = 2, Status = 503, Body = "{}", Headers = new Dictionary<string, string> { ["Retry-After"] = "3" } });
        var answers = new List<Answer>();
        foreach (string path in (string[])["/domains", "/organization", "/domains", "/domains", "/domains"])
        {
            answers.Add(await client.GraphAsync(path));
        }

        Assert.Equal([200, 200, 503, 503, 200], answers.Select(a => a.Status));
        Assert.Equal("3", answers[2].Headers["Retry-After"]);
    }

    [Fact]
    public async Task A_connection_may_break_before_or_inside_the_answer()
    {
        await using SimulatorClient before = await StartAsync(new FaultRule { PathContains = "/domains", Times = 1, Abort = true });
        await using SimulatorClient inside = await StartAsync(new FaultRule { PathContains = "/domains", Times = 1, AbortAfterBytes = 20 });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => before.GraphAsync("/domains"));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => inside.GraphAsync("/domains"));

        Assert.Equal(0, Assert.Single(before.Simulator.Log).Status);
        Assert.Equal(200, (await inside.GraphAsync("/domains")).Status);
    }

    [Fact]
    public async Task The_documented_throttling_and_the_expired_cursor_have_their_bodies()
    {
        await using SimulatorClient client = await StartAsync(FaultRule.Throttle("/domains", retryAfterSeconds: null));
        client.Simulator.Options.Faults.Add(FaultRule.ExpiredCursor("$skiptoken"));

        Answer throttled = await client.GraphAsync("/domains");
        Answer expired = await client.GraphAsync("/users?$skiptoken=x");

        Assert.Equal((429, "TooManyRequests", "Please retry again later."), (throttled.Status, throttled.Code, throttled.Message));
        Assert.False(throttled.Headers.ContainsKey("Retry-After"));
        Assert.Equal((400, "Directory_ExpiredPageToken"), (expired.Status, expired.Code));
    }

    [Fact]
    public async Task An_answer_may_be_changed_on_its_way()
    {
        await using SimulatorClient client = await StartAsync(new FaultRule { PathContains = "/domains", Rewrite = body => body.Replace("contoso.com", "fabrikam.com", StringComparison.Ordinal) });

        Assert.Contains("fabrikam.com", (await client.GraphAsync("/domains")).Ids);
    }

    [Fact]
    public async Task The_control_endpoint_answers_the_log_and_takes_faults()
    {
        await using SimulatorClient client = await SimulatorClient.StartAsync(Contoso.Build());
        var faults = new Uri(client.Simulator.GraphEndpoint, "/_simulator/faults");
        await client.SendAsync(HttpMethod.Post, faults, token: null, """{"pathContains":"/domains","status":500,"times":1,"headers":{"x-test":"yes"},"body":"{}"}""");

        Answer wrong = await client.GraphAsync("/domains");
        await client.SendAsync(HttpMethod.Delete, faults, token: null);
        Answer good = await client.GraphAsync("/domains");
        JsonElement log = (await client.SendAsync(HttpMethod.Get, new Uri(client.Simulator.GraphEndpoint, "/_simulator/log"), token: null)).Json;

        Assert.Equal((500, 200), (wrong.Status, good.Status));
        Assert.Equal("yes", wrong.Headers["x-test"]);
        Assert.Equal([500, 200], log.EnumerateArray().Select(r => r.GetProperty("status").GetInt32()));
        Assert.Equal(("GET", "/v1.0/domains", true, "Graph"), (log[0].GetProperty("method").GetString(), log[0].GetProperty("pathAndQuery").GetString(), log[0].GetProperty("hadAuthorization").GetBoolean(), log[0].GetProperty("service").GetString()));
    }
}
