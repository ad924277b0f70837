namespace Ed2402Posture.Core.ConditionalAccess.Scenarios;

/// <summary>Where each axis lies in a box. A box is a product of sets of cells, one set an axis, as bits: the axes of a few cells share
/// words, an axis of many has words of its own.</summary>
internal sealed class BoxLayout
{
    private readonly int[] firstWord = new int[AxisCells.AxisCount];
    private readonly int[] wordCount = new int[AxisCells.AxisCount];
    private readonly int[] shift = new int[AxisCells.AxisCount];
    private readonly int[] cells = new int[AxisCells.AxisCount];

    /// <summary>Lays out the axes.</summary>
    /// <param name="cellCounts">The number of cells of each axis, at least one.</param>
    public BoxLayout(IReadOnlyList<int> cellCounts)
    {
        var used = new List<int>();
        for (int axis = 0; axis < AxisCells.AxisCount; axis++)
        {
            int count = cells[axis] = cellCounts[axis];
            int shared = count > 64 ? -1 : used.FindIndex(bits => bits + count <= 64);
            if (shared >= 0)
            {
                (firstWord[axis], wordCount[axis], shift[axis]) = (shared, 1, used[shared]);
                used[shared] += count;
                continue;
            }

            (firstWord[axis], wordCount[axis]) = (used.Count, (count + 63) / 64);
            for (int left = count; left > 0; left -= 64)
            {
                used.Add(count > 64 ? 64 : left);
            }
        }

        Words = used.Count;
        Full = new ulong[Words];
        Masks = new ulong[AxisCells.AxisCount][];
        for (int axis = 0; axis < AxisCells.AxisCount; axis++)
        {
            ulong[] mask = Masks[axis] = new ulong[Words];
            for (int cell = 0; cell < cells[axis]; cell++)
            {
                Set(mask, (Axis)axis, cell);
            }

            for (int word = 0; word < Words; word++)
            {
                Full[word] |= mask[word];
            }
        }
    }

    /// <summary>Words of a box.</summary>
    public int Words { get; }
    /// <summary>The box of every scenario.</summary>
    public ulong[] Full { get; }
    /// <summary>The bits of each axis.</summary>
    public ulong[][] Masks { get; }

    public int Cells(Axis axis) => cells[(int)axis];

    public void Set(Span<ulong> box, Axis axis, int cell)
    {
        int bit = shift[(int)axis] + cell;
        box[firstWord[(int)axis] + (bit >> 6)] |= 1UL << (bit & 63);
    }

    public bool Has(ReadOnlySpan<ulong> box, Axis axis, int cell)
    {
        int bit = shift[(int)axis] + cell;
        return (box[firstWord[(int)axis] + (bit >> 6)] & (1UL << (bit & 63))) != 0;
    }

    /// <summary>Whether a sign-in is in the box.</summary>
    public bool Has(ReadOnlySpan<ulong> box, Scenario scenario)
    {
        for (int axis = 0; axis < AxisCells.AxisCount; axis++)
        {
            if (!Has(box, (Axis)axis, scenario[(Axis)axis]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Keeps of one axis only the cells that the predicate allows.</summary>
    public void Keep(Span<ulong> box, Axis axis, Func<int, bool> allowed)
    {
        for (int cell = 0; cell < cells[(int)axis]; cell++)
        {
            if (!allowed(cell))
            {
                int bit = shift[(int)axis] + cell;
                box[firstWord[(int)axis] + (bit >> 6)] &= ~(1UL << (bit & 63));
            }
        }
    }

    /// <summary>Whether every scenario of the one box is in the other.</summary>
    public static bool Contains(ReadOnlySpan<ulong> box, ReadOnlySpan<ulong> inner)
    {
        for (int word = 0; word < box.Length; word++)
        {
            if ((inner[word] & ~box[word]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How much of the space a box holds: the product of the shares of its axes.</summary>
    public double Extent(ReadOnlySpan<ulong> box)
    {
        double extent = 1;
        for (int axis = 0; axis < AxisCells.AxisCount; axis++)
        {
            int held = 0;
            for (int word = 0; word < box.Length; word++)
            {
                held += System.Numerics.BitOperations.PopCount(box[word] & Masks[axis][word]);
            }

            extent *= (double)held / cells[axis];
        }

        return extent;
    }

    /// <summary>Whether the box leaves out a cell of the axis.</summary>
    public bool Constrains(ReadOnlySpan<ulong> box, Axis axis)
    {
        ulong[] mask = Masks[(int)axis];
        for (int word = 0; word < box.Length; word++)
        {
            if ((mask[word] & ~box[word]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The words in which an axis lies.</summary>
    public (int First, int Count) WordsOf(int axis) => (firstWord[axis], wordCount[axis]);

    /// <summary>Whether no cell of some axis is left: the box holds no scenario.</summary>
    public bool IsEmpty(ReadOnlySpan<ulong> box)
    {
        for (int axis = 0; axis < AxisCells.AxisCount; axis++)
        {
            if (AxisIsEmpty(box, axis))
            {
                return true;
            }
        }

        return false;
    }

    public bool AxisIsEmpty(ReadOnlySpan<ulong> box, int axis)
    {
        ulong[] mask = Masks[axis];
        int first = firstWord[axis];
        if (wordCount[axis] == 1)
        {
            return (box[first] & mask[first]) == 0;
        }

        for (int word = first; word < first + wordCount[axis]; word++)
        {
            if ((box[word] & mask[word]) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
