using System.Globalization;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class RetryTests
{
    [Fact]
    public async Task Retry_After_in_seconds_is_kept()
    {
        await using AzureScan scan = await StartAsync(FaultRule.Throttle("/domains", retryAfterSeconds: 20));

        DatasetState state = await scan.StateAsync(Datasets.Domains);

        Assert.Equal((DatasetStatus.Complete, 1, 1), (state.Status, state.Ledger.Throttled, state.Ledger.Retries));
        Assert.True(state.Ledger.SecondsWaited >= 20, $"{state.Ledger.SecondsWaited} s");
    }

    [Fact]
    public async Task Retry_After_as_a_date_is_kept()
    {
        var fault = new FaultRule { PathContains = "/domains", Times = 1, Status = 503, Headers = new Dictionary<string, string> { ["Retry-After"] = DateTimeOffset.UtcNow.AddSeconds(60).ToString("R", CultureInfo.InvariantCulture) } };
        await using AzureScan scan = await StartAsync(fault);

        DatasetState state = await scan.StateAsync(Datasets.Domains);

        Assert.Equal(DatasetStatus.Complete, state.Status);
        Assert.True(state.Ledger.SecondsWaited is > 30 and <= 60, $"{state.Ledger.SecondsWaited} s");
    }

    [Theory]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT")]
    [InlineData("-5")]
    [InlineData("soon")]
    public async Task A_Retry_After_that_makes_no_sense_does_no_harm(string value)
    {
        await using AzureScan scan = await StartAsync(new FaultRule { PathContains = "/domains", Times = 1, Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = value } });

        Assert.Equal(DatasetStatus.Complete, (await scan.StateAsync(Datasets.Domains)).Status);
    }

    [Fact]
    public async Task A_429_without_Retry_After_waits_longer_each_time()
    {
        await using AzureScan scan = await StartAsync(FaultRule.Throttle("/conditionalAccess/policies", retryAfterSeconds: null, times: 5));

        DatasetState state = await scan.StateAsync(Datasets.ConditionalAccessPolicies);

        Assert.Equal((DatasetStatus.Complete, 5, 5), (state.Status, state.Ledger.Throttled, state.Ledger.Retries));
        Assert.True(state.Ledger.SecondsWaited > 5, $"{state.Ledger.SecondsWaited} s");
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Trouble_that_passes_leaves_a_whole_dataset(int status)
    {
        await using AzureScan scan = await StartAsync(new FaultRule { PathContains = "/domains", Times = 3, Status = status, Body = "<html>gateway</html>" });

        DatasetState state = await scan.StateAsync(Datasets.Domains);

        Assert.Equal((DatasetStatus.Complete, 3), (state.Status, state.Ledger.Retries));
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again()
    {
        await using AzureScan scan = await StartAsync(new FaultRule { PathContains = "/domains", Times = 3, Abort = true });

        DatasetState state = await scan.StateAsync(Datasets.Domains);

        Assert.Equal((DatasetStatus.Complete, 3), (state.Status, state.Ledger.Retries));
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_given_up_and_asked_for_again()
    {
        await using AzureScan scan = await StartAsync(new FaultRule { PathContains = "/domains", Times = 1, Delay = TimeSpan.FromHours(1) });

        DatasetState state = await scan.StateAsync(Datasets.Domains);

        Assert.Equal((DatasetStatus.Complete, 1), (state.Status, state.Ledger.Retries));
    }

    [Fact]
    public async Task An_answer_that_stops_in_the_middle_is_given_up_and_asked_for_again()
    {
        await using AzureScan scan = await StartAsync(new FaultRule { PathContains = "/domains", Times = 1, StallAfterBytes = 40 });
        DatasetState state = await scan.StateAsync(Datasets.Domains);
        Assert.Equal((DatasetStatus.Complete, 1), (state.Status, state.Ledger.Retries));
    }

    [Fact]
    public async Task An_answer_that_comes_slowly_is_waited_for()
    {
        await using AzureScan scan = await StartAsync(new FaultRule { PathContains = "/domains", Trickle = true });
        DatasetState state = await scan.StateAsync(Datasets.Domains);
        Assert.Equal((DatasetStatus.Complete, 0), (state.Status, state.Ledger.Retries));
    }

    [Fact]
    public async Task Trouble_that_stays_is_a_failed_dataset_with_the_request_id_and_the_others_are_read()
    {
        await using AzureScan scan = await StartAsync(new FaultRule { PathContains = "/domains", Status = 500, Headers = new Dictionary<string, string> { ["request-id"] = "f00d" }, Body = """{"error":{"code":"InternalServerError","message":"sorry"}}""" });

        Snapshot snapshot = await scan.CollectAsync(Datasets.Domains, Datasets.Organization);

        DatasetState state = snapshot.Get(Datasets.Domains).State;
        Assert.Equal(DatasetStatus.Failed, state.Status);
        Assert.Contains("InternalServerError", state.Reason, StringComparison.Ordinal);
        Assert.Equal(["f00d"], state.Ledger.FailedRequestIds);
        Assert.Equal(6, state.Ledger.Requests);
        Assert.Equal(DatasetStatus.Complete, snapshot.Get(Datasets.Organization).State.Status);
    }

    [Fact]
    public async Task Throttling_that_stays_ends_too()
    {
        await using AzureScan scan = await StartAsync(FaultRule.Throttle("/domains", retryAfterSeconds: 1, times: int.MaxValue));

        DatasetState state = await scan.StateAsync(Datasets.Domains);

        Assert.Equal((DatasetStatus.Failed, 10), (state.Status, state.Ledger.Requests));
    }

    [Fact]
    public async Task A_bad_request_is_not_repeated()
    {
        await using AzureScan scan = await StartAsync(new FaultRule { PathContains = "/domains", Status = 400, Body = """{"error":{"code":"Request_BadRequest","message":"no"}}""" });

        DatasetState state = await scan.StateAsync(Datasets.Domains);

        Assert.Equal((DatasetStatus.Failed, 1), (state.Status, state.Ledger.Requests));
    }

    [Fact]
    public async Task Azure_is_tried_again_too()
    {
        await using AzureScan scan = await StartAsync(new FaultRule { Service = SimulatedService.ResourceManager, Times = 4, Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "3" } });

        Snapshot snapshot = await scan.CollectAsync(Datasets.AzureSubscriptions, Datasets.AzureRoleAssignments);

        Assert.Equal(DatasetStatus.Complete, snapshot.Get(Datasets.AzureSubscriptions).State.Status);
        Assert.Equal(DatasetStatus.Complete, snapshot.Get(Datasets.AzureRoleAssignments).State.Status);
        Assert.Equal(4, snapshot.Ledger.Throttled);
    }

    private static Task<AzureScan> StartAsync(FaultRule fault)
    {
        var tenant = new TenantBuilder();
        tenant.AssignAzure("Owner", tenant.User("Olga"), tenant.Subscription("Production"));
        return AzureScan.StartAsync(tenant, options => options.Faults.Add(fault));
    }
}
