namespace Ed2402Posture.Core.Text;

/// <summary>Finds what a mistyped name may have meant.</summary>
public static class Nearest
{
    /// <summary>The known name within a third of the name's length in edits, ignoring case; null when none is near.</summary>
    public static string? To(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        return known
            .Select(k => (Name: k, Edits: Edits(name.ToUpperInvariant(), k.ToUpperInvariant())))
            .Where(k => k.Edits <= Math.Max(1, name.Length / 3))
            .OrderBy(k => k.Edits)
            .Select(k => k.Name)
            .FirstOrDefault();
    }

    /// <summary><c> Did you mean 'x'?</c> with a leading space, or nothing.</summary>
    public static string DidYouMean(string name, IEnumerable<string> known) => To(name, known) is { } near ? $" Did you mean '{near}'?" : "";

    private static int Edits(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int edits = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], edits);
            }
        }

        return row[^1];
    }
}
