namespace Ed2402Posture.Tests.Unit.Docs;

/// <summary>A part of a page that is made from the code: it must equal what the code says. Run the tests with ED2402_UPDATE_DOCS=1 to
/// write it anew.</summary>
internal static class GeneratedSection
{
    public static string Root { get; } = FindRoot();

    public static void AssertUpToDate(string page, string section, string expected)
    {
        string path = Path.Combine(Root, page);
        string begin = $"<!-- {section}:begin (made from the code) -->";
        string end = $"<!-- {section}:end -->";
        string text = File.ReadAllText(path).ReplaceLineEndings("\n");
        int from = text.IndexOf(begin, StringComparison.Ordinal);
        int to = text.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= 0 && to > from, $"{page} has no section '{section}'.");
        from += begin.Length;
        expected = "\n" + expected.ReplaceLineEndings("\n").Trim('\n') + "\n";
        if (text[from..to] != expected && Environment.GetEnvironmentVariable("ED2402_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, text[..from] + expected + text[to..]);
            return;
        }

        Assert.True(text[from..to] == expected, $"{page}, section '{section}', differs from the code. Run the unit tests with ED2402_UPDATE_DOCS=1.");
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ed2402Posture.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No repository above {AppContext.BaseDirectory}.");
    }
}
