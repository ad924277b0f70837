namespace Ed2402Posture.Core.Data;

/// <summary>Reads the tables of facts that ship inside this assembly: a comment line with source and date, a header, tab-separated rows.</summary>
internal static class TsvTable
{
    /// <summary>The rows of a table, as fields in the order of its header.</summary>
    public static IEnumerable<string[]> Rows(string name)
    {
        using Stream stream = typeof(TsvTable).Assembly.GetManifestResourceStream($"Ed2402Posture.Core.Data.{name}.tsv")
            ?? throw new InvalidOperationException($"The table {name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        bool header = true;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (header)
            {
                header = false;
                continue;
            }

            yield return line.Split('\t');
        }
    }
}
