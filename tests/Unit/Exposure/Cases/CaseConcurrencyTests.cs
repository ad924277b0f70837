using System.Diagnostics;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Files;

namespace Ed2402Posture.Tests.Unit.Exposure.Cases;

/// <summary>What is promised of a case file that several write, or whose writer ends in the middle.</summary>
public sealed class CaseConcurrencyTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("ed2402-").FullName;

    private string Path => System.IO.Path.Combine(folder, "case.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Of_many_that_write_at_once_no_entry_is_lost()
    {
        await CaseStore.CreateAsync(Open(), Path, overwrite: false, CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => CaseStore.ChangeAsync(Path, c => c.WithRecords([Record(i)], Now, "alice"), CancellationToken.None))));
        Assert.Equal(40, CaseStore.Load(Path).Records.Count);
        Assert.Single(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task Who_holds_the_lock_keeps_the_others_waiting()
    {
        using (FileLock? first = await FileLock.TakeAsync(Path, TimeSpan.Zero, CancellationToken.None))
        {
            Assert.NotNull(first);
            Assert.Null(await FileLock.TakeAsync(Path, TimeSpan.Zero, CancellationToken.None));
            Assert.Null(await FileLock.TakeAsync(Path, TimeSpan.FromMilliseconds(120), CancellationToken.None));
        }

        using FileLock? second = await FileLock.TakeAsync(Path, TimeSpan.Zero, CancellationToken.None);
        Assert.NotNull(second);
    }

    [Fact]
    public async Task A_lock_left_by_a_process_that_ended_hinders_nobody()
    {
        await File.WriteAllTextAsync(Path + ".lock", "left behind");
        await CaseStore.CreateAsync(Open(), Path, overwrite: false, CancellationToken.None);
        Assert.Single(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task A_lock_is_exclusive_however_its_file_comes_and_goes()
    {
        int inside = 0, seen = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 50; i++)
            {
                using FileLock? held = await FileLock.TakeAsync(Path, TimeSpan.FromMinutes(1), CancellationToken.None);
                Assert.NotNull(held);
                seen = Math.Max(seen, Interlocked.Increment(ref inside));
                await Task.Yield();
                Interlocked.Decrement(ref inside);
            }
        })));
        Assert.Equal(1, seen);
    }

    [Fact]
    public async Task A_change_that_fails_leaves_the_file_as_it_was()
    {
        await CaseStore.CreateAsync(Open(), Path, overwrite: false, CancellationToken.None);
        byte[] before = await File.ReadAllBytesAsync(Path);
        await Assert.ThrowsAsync<UnreachableException>(() => CaseStore.ChangeAsync(Path, _ => throw new UnreachableException(), CancellationToken.None));
        using var ended = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CaseStore.ChangeAsync(Path, c => End(c, ended), ended.Token));
        Assert.Equal(before, await File.ReadAllBytesAsync(Path));
        Assert.Single(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task What_a_crash_left_half_written_beside_the_case_changes_nothing()
    {
        await CaseStore.CreateAsync(Open(), Path, overwrite: false, CancellationToken.None);
        await File.WriteAllTextAsync(Path + ".0123.tmp", "{ \"format\": \"ed2402-ca");
        ExposureCase changed = await CaseStore.ChangeAsync(Path, c => c.WithRecords([Record(1)], Now, "alice"), CancellationToken.None);
        Assert.Equal(changed.Head, CaseStore.Load(Path).Head);
    }

    [Fact]
    public async Task A_missing_case_leaves_no_lock_behind()
    {
        Assert.Equal("CaseNotFound", (await Assert.ThrowsAsync<ExposureException>(() => CaseStore.ChangeAsync(Path, c => c, CancellationToken.None))).ErrorId);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_one_clear_error() =>
        Assert.Equal("CaseNotWritable", (await Assert.ThrowsAsync<ExposureException>(() => CaseStore.CreateAsync(Open(), System.IO.Path.Combine(folder, "none", "case.json"), overwrite: false, CancellationToken.None))).ErrorId);

    private static ExposureCase End(ExposureCase grown, CancellationTokenSource ended)
    {
        ended.Cancel();
        return grown.WithRecords([Record(1)], Now, "alice");
    }

    private static ExposureCase Open() => ExposureCase.Open(new CaseDetails { Title = "Leak" }, Now, "alice");

    private static ExposureRecord Record(int i) => new() { Id = $"MAIL-{i}#1", Reference = $"MAIL-{i}", Kind = ExposureKind.Secret, AppId = "3f2504e0-4f89-41d3-9a0c-0305e82c3301", ExposedOn = Now.AddDays(-30) };
}
