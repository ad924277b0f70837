namespace Ed2402Posture.Core.Privilege.Paths;

/// <summary>A list of numbers for each number, all in two arrays: most of very many principals have one entry, which a list of its own would make many times as large.</summary>
internal sealed class NumberLists
{
    private readonly int[] starts;
    private readonly int[] items;

    /// <summary>Makes the lists of the numbers up to <paramref name="count"/>, each in the order of its pairs.</summary>
    public NumberLists(int count, IEnumerable<(int From, int To)> pairs)
    {
        // Twice through the pairs: once to count, once to fill.
        starts = new int[count + 1];
        int number = 0;
        foreach ((int from, _) in pairs)
        {
            starts[from + 1]++;
            number++;
        }

        for (int i = 0; i < count; i++)
        {
            starts[i + 1] += starts[i];
        }

        items = new int[number];
        int[] next = starts[..count];
        foreach ((int from, int to) in pairs)
        {
            items[next[from]++] = to;
        }
    }

    /// <summary>The list of a number.</summary>
    public ReadOnlySpan<int> this[int number] => items.AsSpan(starts[number]..starts[number + 1]);
}
