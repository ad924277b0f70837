using System.IO.Compression;
using System.Text;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Logs.Files;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Tests.Unit.Exposure.Logs;

public sealed class LogFilesTests : IDisposable
{
    private const string At = "\"createdDateTime\":\"2026-10-05T08:00:00Z\"";
    private const string A = "{\"id\":\"a\"," + At + "}";
    private const string B = "{\"id\":\"b\"," + At + ",\"status\":{\"errorCode\":50126}}";
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(A + "\n" + B + "\n")]
    [InlineData(A + "\r\n\r\n  " + B)]
    [InlineData("\uFEFF" + A + "\n" + B + "\n")]
    [InlineData("{\"time\":\"2026-10-05T08:00:00Z\",\"category\":\"SignInLogs\",\"properties\":" + A + "}\n{\"category\":\"SignInLogs\",\"properties\":" + B + "}\n")]
    [InlineData("{\"category\":\"SignInLogs\",\"properties\":{\"id\":\"a\",\"authenticationProcessingDetails\":[{\"key\":\"x\",\"value\":\"[1]\"}]," + At + "}}\n" + B)]
    [InlineData(" \n[" + A + "," + B + "]")]
    [InlineData("[\n  " + A + ",\n  " + B + "\n]\n")]
    [InlineData("{\"@odata.context\":\"c\",\"value\":[" + A + "," + B + "],\"more\":{\"x\":[1]}}")]
    [InlineData("{\n \"@odata.nextLink\": \"n\",\n \"value\": [\n" + A + "\n ]\n}\n{\n \"value\": [\n" + B + "\n ]\n}")]
    [InlineData("{\"value\": [" + A + "]}\n{\"value\" : [" + B + "]}\n")]
    [InlineData("{\"records\":[{\"category\":\"SignInLogs\",\"properties\":" + A + "},{\"category\":\"SignInLogs\",\"properties\":" + B + "}]}")]
    [InlineData("{\n  \"id\": \"a\",\n  " + At + "\n}\n{\n  \"id\": \"b\",\n  " + At + "\n}\n")]
    public void Every_form_of_log_is_read(string text)
    {
        LogFiles files = Files(text);
        Assert.Equal(["a", "b"], files.Read().Select(e => e.Id));
        Assert.Equal((0, "2026-10-05"), (files.Summaries[0].Unreadable, $"{files.Window(LogKind.InteractiveSignIns)!.From:yyyy-MM-dd}"));
    }

    [Fact]
    public void Compressed_files_and_those_of_windows_powershell_are_read()
    {
        string gzip = Path.Combine(folder, "a.json.gz"), wide = Path.Combine(folder, "b.json");
        using (var stream = new GZipStream(File.Create(gzip), CompressionLevel.Fastest))
        {
            stream.Write(Encoding.UTF8.GetBytes(A + "\n"));
        }

        File.WriteAllText(wide, $"[{B}]", Encoding.Unicode);
        Assert.Equal(["a", "b"], new LogFiles([gzip, wide]).Read().Select(e => e.Id));
    }

    [Fact]
    public void Entries_longer_than_every_buffer_are_read_whole()
    {
        string agent = new('x', 400_000), entry = $$"""{"id":"a",{{At}},"userAgent":"{{agent}}"}""";
        Assert.Equal([agent, null], Files($"{entry}\n{B}\n").Read().Select(e => e.SignIn!.UserAgent));
        Assert.Equal([agent, null], Files($"[{entry},{B}]").Read().Select(e => e.SignIn!.UserAgent));
        Assert.Equal([agent, null], Files($"{{\"value\":[{entry},{B}]}}").Read().Select(e => e.SignIn!.UserAgent));
    }

    [Fact]
    public void A_document_of_many_entries_is_read_to_its_end()
    {
        string[] ids = [.. Enumerable.Range(0, 5000).Select(i => $"id{i}")];
        string all = string.Join(",\n", ids.Select(i => $"{{\"id\":\"{i}\",{At}}}"));
        Assert.Equal(ids, Files($"[{all}]").Read().Select(e => e.Id));
        Assert.Equal(ids, Files($"{{\"value\":[{all}]}}").Read().Select(e => e.Id));
        Assert.Equal(ids, Files($"{{\"value\":[{all.Replace("\n", "", StringComparison.Ordinal)}]}}").Read().Select(e => e.Id));
    }

    [Theory]
    [InlineData(A + "\nnonsense\n" + B + "\n", "line 2: it is no JSON object")]
    [InlineData(A + "\n{\"id\":\"x\",\"created\n" + B, "line 2: it is not valid JSON")]
    [InlineData("{\"id\":\"x\",\"crea\n" + A + "\n" + B, "line 1: it is not valid JSON")]
    [InlineData(A + "\n{\"other\":1}\n" + B, "line 2: it is neither a sign-in nor a change")]
    [InlineData(A + "\n{" + At + "}\n" + B, "line 2: it is a sign-in without an id")]
    [InlineData(A + "\n{\"CreationTime\":\"2026\",\"Workload\":\"AzureActiveDirectory\"}\n" + B, "unified audit log")]
    [InlineData("[" + A + ",\n{\"other\":1},\n" + B + "]", "line 2: it is neither")]
    public void A_line_that_cannot_be_read_is_named_and_the_others_are_read(string text, string problem)
    {
        LogFiles files = Files(text);
        Assert.Equal(["a", "b"], files.Read().Select(e => e.Id));
        Assert.Contains(problem, Assert.Single(files.Summaries[0].Problems), StringComparison.Ordinal);
        Assert.DoesNotContain("created", files.Summaries[0].Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_document_breaks_off_its_line_is_named_and_what_came_before_is_kept()
    {
        LogFiles files = Files($"[\n{A},\n{B},\n{{\"id\":\"c\"\n");
        Assert.Equal(["a", "b"], files.Read().Select(e => e.Id));
        Assert.Contains("from here on it is no JSON", Assert.Single(files.Summaries[0].Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_archive_says_so_after_what_can_be_read_of_it()
    {
        var bytes = new MemoryStream();
        using (var stream = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{{\"id\":\"{Guid.NewGuid()}\",{At}}}\n"))));
        }

        byte[] damaged = bytes.ToArray();
        damaged.AsSpan(damaged.Length / 2, 2000).Fill(0xFF);
        string path = Path.Combine(folder, "a.json.gz");
        File.WriteAllBytes(path, damaged);
        var files = new LogFiles([path]);
        Assert.InRange(files.Read().Count(), 1, 19_999);
        Assert.NotEmpty(files.Summaries[0].Problems);
    }

    [Fact]
    public void Categories_tell_what_an_entry_is_and_other_logs_are_counted()
    {
        LogFiles files = Files(string.Join('\n',
            Line("SignInLogs", "1"), Line("NonInteractiveUserSignInLogs", "2"), Line("ServicePrincipalSignInLogs", "3"), Line("ManagedIdentitySignInLogs", "4"),
            """{"category":"AuditLogs","properties":{"id":"5","activityDateTime":"2026-10-05T08:00:00Z","activityDisplayName":"Add user","initiatedBy":{"user":{"id":"u"}},"targetResources":[{"id":"t"}]}}""",
            """{"category":"ProvisioningLogs","properties":{"id":"6"}}"""));
        LogEntry[] entries = [.. files.Read()];
        Assert.Equal([LogKind.InteractiveSignIns, LogKind.NonInteractiveSignIns, LogKind.WorkloadSignIns, LogKind.WorkloadSignIns, LogKind.DirectoryAudits], entries.Select(e => e.Kind));
        Assert.Equal("managedIdentity", entries[3].SignIn!.SignInEventTypes![0]);
        Assert.Equal(("Add user", "u", "t"), (entries[4].Change!.ActivityDisplayName, entries[4].Change!.InitiatedBy!.User!.Id, entries[4].Change!.TargetResources![0].Id));
        Assert.Contains("1 of ProvisioningLogs, which are not used", files.Summaries[0].Text, StringComparison.Ordinal);
        Assert.Equal(0, files.Summaries[0].Unreadable);

        static string Line(string category, string id) => $$$"""{"time":"2026-10-05T08:00:00Z","category":"{{{category}}}","properties":{"id":"{{{id}}}",{{{At}}},"appId":"app"}}""";
    }

    [Fact]
    public void Tables_of_log_analytics_are_read_with_their_own_names_and_texts_that_hold_json()
    {
        LogEntry[] entries = [.. Files("""
            {"TenantId":"w","TimeGenerated":"2026-10-05T08:00:01Z","Category":"NonInteractiveUserSignInLogs","Id":"1","CreatedDateTime":"2026-10-05T08:00:00Z","UserId":"u","UserPrincipalName":"u@contoso.com","AppId":"app","IPAddress":"192.0.2.1","ResultType":"50126","Status":"{\"errorCode\":50126,\"failureReason\":\"wrong\"}","LocationDetails":"{\"city\":\"Oslo\",\"countryOrRegion\":\"NO\"}","DeviceDetail":"{\"operatingSystem\":\"Linux\"}","AutonomousSystemNumber":"64500","Type":"AADNonInteractiveUserSignInLogs"}
            {"TimeGenerated":"2026-10-05T08:00:01Z","Category":"ServicePrincipalSignInLogs","Id":"2","AppId":"app","ServicePrincipalId":"sp","IPAddress":"192.0.2.1","ResultType":"0","Type":"AADServicePrincipalSignInLogs"}
            {"TimeGenerated":"2026-10-05T08:00:01Z","Category":"ApplicationManagement","Id":"3","ActivityDateTime":"2026-10-05T08:00:00Z","ActivityDisplayName":"Add owner to application","InitiatedBy":"{\"app\":{\"appId\":\"x\"}}","TargetResources":[{"id":"t"}],"Type":"AuditLogs"}
            """).Read()];
        Assert.Equal([LogKind.NonInteractiveSignIns, LogKind.WorkloadSignIns, LogKind.DirectoryAudits], entries.Select(e => e.Kind));
        SignIn first = entries[0].SignIn!;
        Assert.Equal((50126, "NO", "Linux", 64500, "192.0.2.1"), (first.Status!.ErrorCode, first.Location!.CountryOrRegion, first.DeviceDetail!.OperatingSystem, first.AutonomousSystemNumber, first.IpAddress));
        Assert.Equal((0, "2026-10-05T08:00:01"), (entries[1].SignIn!.Status!.ErrorCode, $"{entries[1].Time:s}"));
        Assert.Equal(("x", "t"), (entries[2].Change!.InitiatedBy!.App!.AppId, entries[2].Change!.TargetResources![0].Id));
    }

    [Fact]
    public void The_admin_centers_csv_is_read_by_its_columns()
    {
        const string header = "Date (UTC),Request ID,User agent,Correlation ID,User ID,User,Username,Application,Application ID ,Resource,IP address,Location,Status,Sign-in error code,Failure reason,Client app,Device ID,Browser,Operating System,Autonomous system  number";
        LogFiles files = Files(header + "\n2026-10-05T08:00:00Z,1,curl,c,u,Ann,ann@contoso.com,Outlook,app,Exchange,192.0.2.1,\"Oslo, Oslo, NO\",Success,,,Browser,,Edge,Windows,64500\n2026-10-05 09:00:00,2,,,u,Ann,ann@contoso.com,,,,192.0.2.1,,Failure,50126,wrong,IMAP4,,,,\n5/10/2026 09:00,3,,,u,,,,,,,,,,,,,,,\n", "InteractiveSignIns_x.csv");
        LogEntry[] entries = [.. files.Read()];
        SignIn first = entries[0].SignIn!;
        Assert.Equal(("NO", 0, "app", 64500, "Browser"), (first.Location!.CountryOrRegion, first.Status!.ErrorCode, first.AppId, first.AutonomousSystemNumber, first.ClientAppUsed));
        Assert.Equal((50126, "2026-10-05T09:00:00"), (entries[1].SignIn!.Status!.ErrorCode, $"{entries[1].Time:s}"));
        Assert.Contains("line 4: its time is not written as", Assert.Single(files.Summaries[0].Problems), StringComparison.Ordinal);
        Assert.Equal(LogKind.NonInteractiveSignIns, Files(header + "\n2026-10-05T08:00:00Z,1,,,u,,,,,,192.0.2.1,,,,,,,,,\n", "NonInteractiveSignIns_x.csv").Read().Single().Kind);
        Assert.Equal(LogKind.WorkloadSignIns, Files("Date (UTC),Request ID,Service principal ID,Credential key ID,IP address\n2026-10-05T08:00:00Z,1,sp,k,192.0.2.1\n", "a.csv").Read().Single().Kind);
    }

    [Theory]
    [InlineData("Date (local),Request ID\n1,2\n", "no column 'Date (UTC)'")]
    [InlineData("Date (UTC),Request ID,Authentication method\n1,2,3\n", "it is no list of sign-ins")]
    public void Another_csv_is_refused_with_the_reason(string text, string reason)
    {
        LogFiles files = Files(text, "a.csv");
        Assert.Empty(files.Read());
        Assert.Contains(reason, Assert.Single(files.Summaries[0].Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void What_several_files_hold_counts_once()
    {
        string first = Write($"{A}\n{B}\n", "1.json"), second = Write($"[{B},{{\"id\":\"C\",{At}}},{{\"id\":\"c\",{At}}}]", "2.json");
        var files = new LogFiles([first, second]);
        Assert.Equal(["a", "b", "C"], files.Read().Select(e => e.Id));
        Assert.Equal((2, 2, 1L), (files.Summaries[0].Entries, files.Summaries[1].Repeated, files.Summaries[1].Entries));
        Assert.Equal(["b", "C"], files.Read([LogFiles.Know("A")]).Select(e => e.Id));
    }

    [Fact]
    public void An_empty_file_has_no_entries() => Assert.Empty(Files("").Read());

    [Fact]
    public void A_missing_file_is_one_clear_error() => Assert.Equal("LogFileNotReadable", Assert.Throws<ExposureException>(() => new LogFiles([Path.Combine(folder, "none")]).Read().Count()).ErrorId);

    private LogFiles Files(string text, string name = "a.json") => new([Write(text, name)]);

    private string Write(string text, string name)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
