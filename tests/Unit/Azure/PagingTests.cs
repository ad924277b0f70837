using System.Text.Json.Nodes;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class PagingTests
{
    [Fact]
    public async Task Every_page_is_read()
    {
        await using AzureScan scan = await StartAsync();

        Dataset<Application> applications = await ReadAsync(scan);

        Assert.Equal((DatasetStatus.Complete, 7, 4), (applications.State.Status, applications.Count, applications.State.Ledger.Pages));
    }

    [Fact]
    public async Task A_list_of_credentials_that_is_left_out_was_not_read()
    {
        await using AzureScan scan = await StartAsync(Change(page => page["value"]![0]!.AsObject().Remove("passwordCredentials")));

        Dataset<Application> applications = await ReadAsync(scan);

        Assert.Equal((DatasetStatus.Partial, 7, 1L), (applications.State.Status, applications.Count, applications.State.Unread));
    }

    [Fact]
    public async Task An_empty_page_with_a_link_is_no_end()
    {
        await using AzureScan scan = await StartAsync(Change(page => page["value"] = new JsonArray()));

        Dataset<Application> applications = await ReadAsync(scan);

        Assert.Equal((DatasetStatus.Complete, 5, 4), (applications.State.Status, applications.Count, applications.State.Ledger.Pages));
    }

    [Fact]
    public async Task An_item_that_comes_twice_is_kept_once()
    {
        JsonNode? first = null;
        await using AzureScan scan = await StartAsync(Change(page => first = page["value"]![0]!.DeepClone()), Change(page => page["value"]!.AsArray().Add(first!.DeepClone())));

        Dataset<Application> applications = await ReadAsync(scan);

        Assert.Equal((DatasetStatus.Complete, 7), (applications.State.Status, applications.Count));
        Assert.Equal(7, applications.Items.DistinctBy(a => a.Id).Count());
    }

    [Fact]
    public async Task A_link_back_is_no_endless_list()
    {
        string? second = null;
        await using AzureScan scan = await StartAsync(
            Change(page => second = page["@odata.nextLink"]!.GetValue<string>()), Change(page => page["@odata.nextLink"] = second));

        DatasetState state = (await ReadAsync(scan)).State;

        Assert.Equal(DatasetStatus.Partial, state.Status);
        Assert.Contains("already read", state.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_another_host_is_refused_and_the_token_stays_here()
    {
        await using var other = await TenantSimulator.Simulator.StartAsync(new SimulatorOptions { Snapshot = TestTenants.WithApplications().Build() }, TestContext.Current.CancellationToken);
        await using AzureScan scan = await StartAsync(Change(page => page["@odata.nextLink"] = new Uri(other.GraphEndpoint, "/v1.0/applications").AbsoluteUri));

        Dataset<Application> applications = await ReadAsync(scan);

        Assert.Equal((DatasetStatus.Partial, 2), (applications.State.Status, applications.Count));
        Assert.Contains(other.GraphEndpoint.Authority, applications.State.Reason, StringComparison.Ordinal);
        Assert.Empty(other.Log);
        Assert.DoesNotContain(scan.Observer.Requests, r => r.Address.Authority == other.GraphEndpoint.Authority);
    }

    [Theory]
    [InlineData("http://{0}/v1.0/applications?$skiptoken=x")]
    [InlineData("https://user@{0}/v1.0/applications?$skiptoken=x")]
    [InlineData("/v1.0/applications?$skiptoken=x")]
    [InlineData("not a link")]
    public async Task A_link_that_is_not_https_to_the_same_host_is_refused(string link)
    {
        await using AzureScan scan = await StartAsync(Change(page =>
            page["@odata.nextLink"] = string.Format(System.Globalization.CultureInfo.InvariantCulture, link, new Uri(page["@odata.nextLink"]!.GetValue<string>()).Authority)));

        Assert.Equal(DatasetStatus.Partial, (await ReadAsync(scan)).State.Status);
    }

    [Fact]
    public async Task An_expired_cursor_begins_the_list_anew_without_duplicates()
    {
        await using AzureScan scan = await StartAsync(FaultRule.ExpiredCursor("skiptoken", skip: 1));

        Dataset<Application> applications = await ReadAsync(scan);

        Assert.Equal((DatasetStatus.Complete, 7), (applications.State.Status, applications.Count));
        Assert.Equal(7, applications.Items.DistinctBy(a => a.Id).Count());
        Assert.Equal(2, scan.Requests("/applications").Count(r => !r.PathAndQuery.Contains("skiptoken", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_cursor_that_expires_far_into_a_long_list_is_no_list_without_end()
    {
        var tenant = new TenantBuilder();
        foreach (int number in Enumerable.Range(1, 130))
        {
            tenant.Application($"Application {number}");
        }

        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build(), PageSize = 1 }, options => options.Faults.Add(FaultRule.ExpiredCursor("/applications?", times: 1, skip: 125)));

        Dataset<Application> applications = await ReadAsync(scan);

        Assert.Equal((DatasetStatus.Complete, 130), (applications.State.Status, applications.Count));
    }

    [Fact]
    public async Task A_cursor_that_expires_again_is_a_partial_dataset()
    {
        await using AzureScan scan = await StartAsync(FaultRule.ExpiredCursor("skiptoken", times: 2, skip: 1));

        Dataset<Application> applications = await ReadAsync(scan);

        Assert.Equal(DatasetStatus.Partial, applications.State.Status);
        Assert.Contains("Directory_ExpiredPageToken", applications.State.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_asked_for_again()
    {
        await using AzureScan scan = await StartAsync(new FaultRule { PathContains = "/applications", Skip = 1, Times = 2, AbortAfterBytes = 300 });

        Dataset<Application> applications = await ReadAsync(scan);

        Assert.Equal((DatasetStatus.Complete, 7, 2), (applications.State.Status, applications.Count, applications.State.Ledger.Retries));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("<html>503</html>")]
    [InlineData("""{"value":[{"id":"a"},""")]
    [InlineData("""{"value":[{"displayName":"no id"}]}""")]
    [InlineData("""{"value":[1]}""")]
    [InlineData("""{"value":[]} and more""")]
    public async Task An_answer_that_makes_no_sense_is_asked_for_again_then_failed(string body)
    {
        await using AzureScan once = await StartAsync(new FaultRule { PathContains = "/applications", Times = 1, Rewrite = _ => body });
        await using AzureScan always = await StartAsync(new FaultRule { PathContains = "/applications", Rewrite = _ => body });

        Dataset<Application> applications = await ReadAsync(once);
        Assert.Equal((DatasetStatus.Complete, 7), (applications.State.Status, applications.Count));
        DatasetState state = (await ReadAsync(always)).State;
        Assert.Equal(DatasetStatus.Failed, state.Status);
        Assert.Contains("damaged", state.Reason, StringComparison.Ordinal);
        Assert.Equal(5, state.Ledger.Retries);
    }

    private static FaultRule Change(Action<JsonNode> change) => new()
    {
        PathContains = "/applications", Times = 1,
        Rewrite = text =>
        {
            JsonNode page = JsonNode.Parse(text)!;
            change(page);
            return page.ToJsonString();
        },
    };

    /// <summary>Two applications a page; the faults act in turn, one a request.</summary>
    private static Task<AzureScan> StartAsync(params FaultRule[] faults) => AzureScan.StartAsync(
        new SimulatorOptions { Snapshot = TestTenants.WithApplications().Build(), PageSize = 2 },
        options =>
        {
            foreach (FaultRule fault in faults)
            {
                options.Faults.Add(fault);
            }
        });

    private static async Task<Dataset<Application>> ReadAsync(AzureScan scan) => (await scan.CollectAsync(Datasets.Applications)).Get(Datasets.Applications);
}
