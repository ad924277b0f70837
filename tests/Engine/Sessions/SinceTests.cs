using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Comparison;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Sessions;

/// <summary>Exports that read the changes since an earlier one.</summary>
public sealed class SinceTests(SimulatorFixture fixture) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ed2402-");

    [Fact]
    public async Task The_lists_of_workloads_are_brought_up_to_date_and_nothing_else_differs()
    {
        string first = Path.Combine(folder.FullName, "first.zip"), second = Path.Combine(folder.FullName, "second.zip");
        using var session = new EngineSession();
        session.Run(SimulatorProcess.ConnectScript, fixture.Simulator.Variables).AssertNoErrors();
        session.Run("$null = Export-Ed2402Snapshot $first", ("first", first)).AssertNoErrors();
        EngineResult result = session.Run("$null = Export-Ed2402Snapshot $second -Since $first -Refresh -Verbose", ("first", first), ("second", second)).AssertNoErrors();
        Assert.DoesNotContain(result.Warnings, w => w.Contains("in full", StringComparison.Ordinal));
        Assert.Equal(2, result.Verbose.Count(v => v.Contains("/delta?$deltatoken=", StringComparison.Ordinal)));
        Assert.DoesNotContain(result.Verbose, v => v.Contains("/v1.0/servicePrincipals?", StringComparison.Ordinal) && v.Contains("top=999", StringComparison.Ordinal) && !v.Contains("filter=owners", StringComparison.Ordinal));
        Snapshot before = await SnapshotStore.LoadAsync(first, TestContext.Current.CancellationToken), after = await SnapshotStore.LoadAsync(second, TestContext.Current.CancellationToken);
        Assert.Equal("", string.Join('\n', SnapshotComparer.Compare(before, after)));
        Assert.True(after.Get(Datasets.Applications).State.Changes!.From > before.Get(Datasets.Applications).State.Changes!.From);
    }

    [Fact]
    public void A_snapshot_that_cannot_help_is_an_error_or_a_warning()
    {
        string path = Path.Combine(folder.FullName, "demo"), target = Path.Combine(folder.FullName, "new.zip");
        using (EngineSession demo = EngineSession.Demo())
        {
            demo.Run("$null = Export-Ed2402Snapshot $path", ("path", path)).AssertNoErrors();
        }

        using var session = new EngineSession();
        session.Run(SimulatorProcess.ConnectScript, fixture.Simulator.Variables).AssertNoErrors();
        string manifest = Path.Combine(path, "manifest.json");
        string text = File.ReadAllText(manifest);
        File.WriteAllText(manifest, text.Replace(fixture.Simulator.TenantId, Guid.NewGuid().ToString(), StringComparison.Ordinal));
        Assert.StartsWith("SinceOtherTenant", session.Fail("Export-Ed2402Snapshot $target -Since $path", ("target", target), ("path", path)).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("FileNotFound", session.Fail("Export-Ed2402Snapshot $target -Since $path", ("target", target), ("path", path + "none")).FullyQualifiedErrorId, StringComparison.Ordinal);
        File.WriteAllText(manifest, text);
        IReadOnlyList<string> warnings = session.Run("$null = Export-Ed2402Snapshot $target -Since $path", ("target", target), ("path", path)).AssertNoErrors().Warnings;
        Assert.Equal(2, warnings.Count(w => w.Contains("is read in full", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Users_that_are_read_by_id_all_the_same_are_told()
    {
        const int days = 30;
        string path = Path.Combine(folder.FullName, "old.zip"), target = Path.Combine(folder.FullName, "new.zip");
        var tracking = new ChangeTracking { Link = "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=x", From = DateTimeOffset.UtcNow.AddDays(-days), Properties = string.Join(',', Datasets.Users.PropertyNames), Ids = [Guid.NewGuid().ToString()] };
        var builder = new SnapshotBuilder();
        builder.Set(Datasets.Users, new DatasetState { Status = DatasetStatus.Complete, ObjectChanges = [tracking] }, []);
        await SnapshotStore.SaveAsync(builder.Build(new SnapshotInfo { TenantId = fixture.Simulator.TenantId, Cloud = "AzureCloud", CollectedAt = DateTimeOffset.UtcNow.AddDays(-days), ModuleVersion = "0.1.0" }), path, false, TestContext.Current.CancellationToken);

        using var session = new EngineSession();
        session.Run(SimulatorProcess.ConnectScript, fixture.Simulator.Variables).AssertNoErrors();
        IReadOnlyList<string> warnings = session.Run("$null = Export-Ed2402Snapshot $target -Since $path", ("target", target), ("path", path)).AssertNoErrors().Warnings;
        Assert.Equal("users are read by id: it is 30 days old, and the service keeps track for 7.", warnings.SingleOrDefault(w => w.Contains("are read by id", StringComparison.Ordinal)));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
