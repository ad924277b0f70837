using System.Text.Json.Nodes;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Cmdlets;

/// <summary>The sample tenant as someone sees it who could not read one dataset; a folder that is gone at the end.</summary>
internal sealed class DemoSnapshot : IDisposable
{
    private DemoSnapshot(string path) => Path = path;

    public string Path { get; }

    /// <summary>The sample tenant without a dataset, which has this status.</summary>
    public static DemoSnapshot Without(string dataset, DatasetStatus status = DatasetStatus.NoPermission, string? missing = "Some.Permission")
    {
        string source = System.IO.Path.Combine(ModuleUnderTest.Base, "Demo");
        var folder = new DemoSnapshot(Directory.CreateTempSubdirectory("ed2402-").FullName);
        foreach (string file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, System.IO.Path.Combine(folder.Path, System.IO.Path.GetFileName(file)));
        }

        string manifestPath = System.IO.Path.Combine(folder.Path, "manifest.json");
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(manifestPath))!;
        JsonNode entry = manifest["datasets"]!.AsArray().Single(d => (string?)d!["name"] == dataset)!;
        if (entry["file"] is { } file2)
        {
            File.Delete(System.IO.Path.Combine(folder.Path, (string)file2!));
        }

        entry["state"] = new JsonObject { ["status"] = status.ToString(), ["missing"] = missing, ["ledger"] = new JsonObject() };
        entry.AsObject().Remove("file");
        entry.AsObject().Remove("sha256");
        entry["items"] = 0;
        File.WriteAllText(manifestPath, manifest.ToJsonString());
        return folder;
    }

    /// <summary>A session that shows it.</summary>
    public EngineSession Open()
    {
        var session = new EngineSession();
        session.Run("Import-Ed2402Snapshot -Path $path", ("path", Path)).AssertNoErrors();
        return session;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
