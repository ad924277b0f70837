using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Snapshots;

public sealed class ScanWorkTests : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ed2402-");
    private readonly Snapshot tenant = Contoso.Build();
    private readonly SnapshotInfo begin;
    private readonly TenantIdentity identity;

    public ScanWorkTests()
    {
        begin = tenant.Info with { CollectedAt = DateTimeOffset.UtcNow };
        identity = new TenantIdentity { TenantId = begin.TenantId, Method = SignInMethod.ClientSecret, Environment = CloudEnvironment.AzureCloud, AccountId = "scanner", Permissions = ["B.Read", "A.Read"], HasResourceManager = true };
    }

    private string Path => ScanWork.FolderFor(System.IO.Path.Combine(folder.FullName, "tenant.zip"));

    [Fact]
    public async Task What_was_kept_is_restored_with_the_time_of_the_first_start()
    {
        await KeepAsync(Datasets.Users, Datasets.Domains);
        using ScanWork again = await OpenAsync(begin with { CollectedAt = begin.CollectedAt.AddHours(3) });
        Assert.Null(again.Ignored);
        Assert.Equal(begin, again.Info);
        Assert.Equal(["domains", "users"], again.Restored.Datasets.Where(d => d.State.Status != DatasetStatus.NotCollected).Select(d => d.Definition.Name));
        Assert.Equal(tenant.Get(Datasets.Users).Items.Select(u => u.Id), again.Restored.Get(Datasets.Users).Items.Select(u => u.Id));
    }

    [Fact]
    public async Task A_scan_without_Azure_by_an_account_without_a_name_goes_on_too()
    {
        TenantIdentity plain = identity with { AccountId = null, Account = null, HasResourceManager = false };
        using (ScanWork work = await ScanWork.OpenAsync(Path, plain, begin, Day, Cancellation))
        {
            await work.KeepAsync(tenant.Get(Datasets.Users), Cancellation);
        }

        using ScanWork again = await ScanWork.OpenAsync(Path, plain, begin, Day, Cancellation);
        Assert.Null(again.Ignored);
        Assert.True(again.Restored.Get(Datasets.Users).IsComplete);
    }

    [Fact]
    public async Task Only_what_is_whole_or_refused_for_good_is_kept()
    {
        using (ScanWork work = await OpenAsync())
        {
            foreach (DatasetStatus status in Enum.GetValues<DatasetStatus>())
            {
                var builder = new SnapshotBuilder();
                builder.Set(Datasets.Domains, new DatasetState { Status = status, Reason = "because" }, []);
                await work.KeepAsync(builder.Find(Datasets.Domains)!, Cancellation);
                bool kept = (await File.ReadAllTextAsync(System.IO.Path.Combine(Path, "scan.json"), Cancellation)).Contains($"\"status\":\"{status}\"", StringComparison.Ordinal);
                Assert.Equal(status is DatasetStatus.Complete or DatasetStatus.NoPermission or DatasetStatus.NotLicensed or DatasetStatus.NotSupported, kept);
            }
        }
    }

    [Fact]
    public async Task Nobody_else_may_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes.");
            return;
        }

        await KeepAsync(Datasets.Users);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path));
        foreach (string file in Directory.EnumerateFiles(Path).Where(f => !f.EndsWith("lock", StringComparison.Ordinal)))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task A_folder_that_others_may_write_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes.");
            return;
        }

        await KeepAsync(Datasets.Users);
        File.SetUnixFileMode(Path, File.GetUnixFileMode(Path) | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
        Assert.Equal("WorkFolderOpen", (await Assert.ThrowsAsync<SnapshotException>(() => OpenAsync())).ErrorId);
    }

    [Fact]
    public async Task A_folder_of_somebodys_own_is_refused_and_left()
    {
        Core.Files.OwnerOnly.CreateFolder(Path);
        string own = System.IO.Path.Combine(Path, "thesis.txt");
        await File.WriteAllTextAsync(own, "mine", Cancellation);
        Assert.Equal("WorkFolderForeign", (await Assert.ThrowsAsync<SnapshotException>(() => OpenAsync())).ErrorId);
        Assert.True(File.Exists(own));
    }

    [Fact]
    public async Task Two_scans_do_not_work_in_one_folder()
    {
        using ScanWork first = await OpenAsync();
        Assert.Equal("ScanInProgress", (await Assert.ThrowsAsync<SnapshotException>(() => OpenAsync())).ErrorId);
    }

    [Fact]
    public async Task The_work_of_another_tenant_is_refused_and_left()
    {
        await KeepAsync(Datasets.Users);
        Assert.Equal("WorkOfAnotherTenant", (await Assert.ThrowsAsync<SnapshotException>(() => OpenAsync(identity with { TenantId = "other" }, begin))).ErrorId);
        using ScanWork work = await OpenAsync();
        Assert.True(work.Restored.Get(Datasets.Users).IsComplete);
    }

    public static TheoryData<string, string> Others => new()
    {
        { "account", "another account" }, { "permissions", "other permissions" }, { "azure", "Azure" }, { "cloud", "another cloud" }, { "version", "version" }, { "old", "hours ago" }, { "future", "future" }, { "record", "record is damaged" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Work_that_does_not_fit_is_not_used_and_the_reason_told(string what, string words)
    {
        await KeepAsync(Datasets.Users);
        if (what == "record")
        {
            await File.WriteAllTextAsync(System.IO.Path.Combine(Path, "scan.json"), "{", Cancellation);
        }

        TenantIdentity other = what switch
        {
            "account" => identity with { AccountId = "somebody" },
            "permissions" => identity with { Permissions = ["A.Read"] },
            "azure" => identity with { HasResourceManager = false },
            "cloud" => identity with { Environment = CloudEnvironment.AzureUSGovernment },
            _ => identity,
        };
        SnapshotInfo info = what switch
        {
            "version" => begin with { ModuleVersion = "9.9.9" },
            "old" => begin with { CollectedAt = begin.CollectedAt.AddHours(25) },
            "future" => begin with { CollectedAt = begin.CollectedAt.AddHours(-1) },
            _ => begin,
        };
        using ScanWork work = await OpenAsync(other, info);
        Assert.Contains(words, work.Ignored, StringComparison.Ordinal);
        Assert.Equal(info, work.Info);
        Assert.All(work.Restored.Datasets, d => Assert.Equal(DatasetStatus.NotCollected, d.State.Status));
        Assert.False(File.Exists(System.IO.Path.Combine(Path, "users.ndjson")));
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("changed")]
    [InlineData("gone")]
    public async Task A_damaged_dataset_is_read_again_and_the_rest_kept(string damage)
    {
        await KeepAsync(Datasets.Users, Datasets.Domains);
        string file = System.IO.Path.Combine(Path, "users.ndjson");
        string text = await File.ReadAllTextAsync(file, Cancellation);
        if (damage == "gone")
        {
            File.Delete(file);
        }
        else
        {
            await File.WriteAllTextAsync(file, damage == "cut" ? text[..(text.Length / 2)] : text.Replace("true", "false", StringComparison.Ordinal), Cancellation);
        }

        using ScanWork work = await OpenAsync();
        Assert.Contains("users", work.Ignored, StringComparison.Ordinal);
        Assert.Equal((DatasetStatus.NotCollected, DatasetStatus.Complete), (work.Restored.Get(Datasets.Users).State.Status, work.Restored.Get(Datasets.Domains).State.Status));
    }

    [Fact]
    public async Task What_is_left_of_a_broken_write_does_no_harm()
    {
        await KeepAsync(Datasets.Domains);
        await File.WriteAllTextAsync(System.IO.Path.Combine(Path, $"users.ndjson.{Guid.NewGuid():n}.tmp"), "{", Cancellation);
        using ScanWork work = await OpenAsync();
        Assert.Null(work.Ignored);
        work.Remove();
        Assert.False(Directory.Exists(Path));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<ScanWork> OpenAsync(SnapshotInfo? info = null) => OpenAsync(identity, info ?? begin);

    private Task<ScanWork> OpenAsync(TenantIdentity who, SnapshotInfo info) => ScanWork.OpenAsync(Path, who, info, Day, Cancellation);

    private async Task KeepAsync(params DatasetDefinition[] datasets)
    {
        using ScanWork work = await OpenAsync();
        foreach (DatasetDefinition dataset in datasets)
        {
            await work.KeepAsync(tenant.Get(dataset), Cancellation);
        }
    }
}
