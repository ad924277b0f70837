using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;

namespace Ed2402Posture.Tests.Unit.Exposure.Cases;

public sealed class CaseStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("ed2402-").FullName;

    private string Path => System.IO.Path.Combine(folder, "case.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_case_loads_as_it_was_saved()
    {
        ExposureCase saved = Sample();
        await CaseStore.CreateAsync(saved, Path, overwrite: false, CancellationToken.None);
        ExposureCase loaded = CaseStore.Load(Path);
        Assert.Equal(saved.Id, loaded.Id);
        Assert.Equal(saved.Details, loaded.Details);
        Assert.Equal(saved.Records, loaded.Records);
        Assert.Equal(saved.Results, loaded.Results);
        Assert.Equal(saved.History.Select(e => e.Hash), loaded.History.Select(e => e.Hash));
        Assert.Single(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task Only_the_owner_may_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead.");
        await CaseStore.CreateAsync(Sample(), Path, overwrite: false, CancellationToken.None);
        Assert.True(!OperatingSystem.IsWindows() && File.GetUnixFileMode(Path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task An_existing_file_stays_without_overwrite()
    {
        await File.WriteAllTextAsync(Path, "mine");
        Assert.Equal("CaseExists", (await Assert.ThrowsAsync<ExposureException>(() => CaseStore.CreateAsync(Sample(), Path, overwrite: false, CancellationToken.None))).ErrorId);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path));
    }

    [Theory]
    [InlineData("\"reason\": \"the key is still there\"", "\"reason\": \"all is well\"")]
    [InlineData("\"by\": \"alice\"", "\"by\": \"bob\"")]
    [InlineData("\"number\": 2", "\"number\": 3")]
    public async Task A_changed_entry_shows(string old, string changed)
    {
        await CaseStore.CreateAsync(Sample(), Path, overwrite: false, CancellationToken.None);
        string text = await File.ReadAllTextAsync(Path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path, text.Replace(old, changed, StringComparison.Ordinal));
        Assert.Equal("CaseDamaged", Assert.Throws<ExposureException>(() => CaseStore.Load(Path)).ErrorId);
    }

    [Fact]
    public void A_removed_entry_shows()
    {
        CaseFile file = Sample().ToFile();
        Assert.Throws<ExposureException>(() => ExposureCase.FromFile(file with { History = [.. file.History.Where(e => e.Number != 2).Select((e, i) => e with { Number = i + 1 })] }));
        Assert.Throws<ExposureException>(() => ExposureCase.FromFile(file with { History = [] }));
        Assert.Equal(file.History.Count, ExposureCase.FromFile(file).History.Count);
    }

    [Theory]
    [InlineData("{}", "CaseNotACase")]
    [InlineData("[1]", "CaseNotACase")]
    [InlineData("{", "CaseDamaged")]
    [InlineData("{\"format\":\"ed2402-case\",\"formatVersion\":2}", "CaseTooNew")]
    [InlineData("{\"format\":\"ed2402-case\",\"formatVersion\":1}", "CaseDamaged")]
    public async Task Another_file_is_one_clear_error(string text, string errorId)
    {
        await File.WriteAllTextAsync(Path, text);
        Assert.Equal(errorId, Assert.Throws<ExposureException>(() => CaseStore.Load(Path)).ErrorId);
    }

    [Fact]
    public void A_missing_case_is_not_found() => Assert.Equal("CaseNotFound", Assert.Throws<ExposureException>(() => CaseStore.Load(Path)).ErrorId);

    [Fact]
    public async Task What_another_session_added_is_not_overwritten()
    {
        ExposureCase first = Sample();
        await CaseStore.CreateAsync(first, Path, overwrite: false, CancellationToken.None);
        await CaseStore.ChangeAsync(Path, c => c.WithRecords([Record("MAIL-2")], Now, "bob"), CancellationToken.None);
        await CaseStore.ChangeAsync(Path, c => c.WithRecords([Record("MAIL-3")], Now, "carol"), CancellationToken.None);
        Assert.Equal(["MAIL-1", "MAIL-2", "MAIL-3"], CaseStore.Load(Path).Records.Select(r => r.Reference));
    }

    [Fact]
    public void Entries_cut_off_at_the_end_are_told_by_the_head_alone()
    {
        ExposureCase whole = Sample();
        CaseFile file = whole.ToFile();
        ExposureCase cut = ExposureCase.FromFile(file with { History = [.. file.History.SkipLast(1)] });
        Assert.NotEqual(whole.Head, cut.Head);
        Assert.Contains(cut.Head, whole.History.Select(e => e.Hash));
    }

    [Fact]
    public void The_same_row_again_leaves_no_trace_and_a_changed_one_does()
    {
        ExposureCase before = Sample();
        Assert.Same(before, before.WithRecords(before.Records, Now, "alice"));
        ExposureCase after = before.WithRecords([before.Records[0] with { Owner = "dora" }], Now.AddDays(1), "bob");
        Assert.Equal("dora", Assert.Single(after.Records).Owner);
        Assert.Equal((CaseEventKind.RecordChanged, "bob", Now.AddDays(1)), (after.History[^1].Kind, after.History[^1].By, after.History[^1].At));
        Assert.Null(after.History[1].Record!.Owner);
    }

    [Fact]
    public void A_test_keeps_only_what_differs()
    {
        ExposureCase before = Sample();
        CaseResult same = before.Results[before.Records[0].Id];
        ExposureCase again = before.WithTest("t", Now.AddDays(1), [same with { Evidence = "read a day later" }], Now.AddDays(1), "alice");
        Assert.Equal((0, 1), (again.LastTest!.Test!.Results.Count, again.LastTest.Test.Unchanged));
        ExposureCase mended = again.WithTest("t", Now.AddDays(2), [same with { State = ExposureState.Remediated }], Now.AddDays(2), "alice");
        Assert.Equal(ExposureState.Remediated, mended.Results[same.RecordId].State);
        Assert.Single(mended.LastTest!.Test!.Results);
    }

    private static ExposureCase Sample() =>
        ExposureCase.Open(new CaseDetails { Title = "Leak of October", Contact = "soc@contoso.com" }, Now, "alice")
            .WithRecords([Record("MAIL-1")], Now, "alice")
            .WithTest("t", Now, [new CaseResult { RecordId = "MAIL-1#1", State = ExposureState.Open, Reason = "the key is still there", Evidence = "keyId" }], Now, "alice");

    private static ExposureRecord Record(string reference) => new() { Id = reference + "#1", Reference = reference, Kind = ExposureKind.Secret, AppId = "3f2504e0-4f89-41d3-9a0c-0305e82c3301", ExposedOn = Now.AddDays(-30) };
}
