namespace Ed2402Posture.Build.Help;

/// <summary><c>help</c>: makes one MAML file of a folder of cmdlet pages.</summary>
internal static class HelpCommand
{
    /// <returns>0, or 1 when a page is wrong: every wrong page is named.</returns>
    public static int Run(string folder, string output, TextWriter errors)
    {
        var pages = new List<CommandPage>();
        bool failed = false;
        foreach (string file in Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal))
        {
            try
            {
                pages.Add(PageReader.Read(file, File.ReadAllText(file)));
            }
            catch (PageException exception)
            {
                errors.WriteLine(exception.Message);
                failed = true;
            }
        }

        if (failed)
        {
            return 1;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        MamlWriter.Write(output, pages);
        return 0;
    }
}
