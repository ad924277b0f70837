using Ed2402Posture.Core.Privilege.Export;

namespace Ed2402Posture.Tests.Unit.Privilege.Export;

public sealed class GraphFileTests : ExportTest, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ed2402-");

    [Theory]
    [InlineData(GraphFormat.Json)]
    [InlineData(GraphFormat.Dot)]
    [InlineData(GraphFormat.GraphML)]
    [InlineData(GraphFormat.Mermaid)]
    [InlineData(GraphFormat.OpenGraph)]
    public async Task A_file_is_the_owners_alone_and_replaces_an_older_one_whole(GraphFormat format)
    {
        string path = Path.Combine(folder.FullName, "graph");
        await File.WriteAllTextAsync(path, new string('x', 1_000_000), TestContext.Current.CancellationToken);
        await GraphFiles.WriteAsync(Graph, path, format, TestContext.Current.CancellationToken);
        Assert.Equal(await TextAsync(format), await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Single(folder.GetFiles());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Theory]
    [InlineData(GraphFormat.Json)]
    [InlineData(GraphFormat.GraphML)]
    [InlineData(GraphFormat.Mermaid)]
    public async Task A_stop_leaves_the_older_file_whole(GraphFormat format)
    {
        string path = Path.Combine(folder.FullName, "graph");
        await File.WriteAllTextAsync(path, "older", TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => GraphFiles.WriteAsync(Graph, path, format, stop.Token));
        Assert.Equal("older", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Single(folder.GetFiles());
    }

    public void Dispose() => folder.Delete(recursive: true);
}
