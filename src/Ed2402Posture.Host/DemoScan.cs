namespace Ed2402Posture.Host;

/// <summary>The scan of the sample tenant, as a script.</summary>
internal static class DemoScan
{
    public static IReadOnlyList<string> Statements { get; } = [Read()];

    private static string Read()
    {
        using Stream stream = typeof(DemoScan).Assembly.GetManifestResourceStream(typeof(DemoScan), "DemoScan.ps1")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
