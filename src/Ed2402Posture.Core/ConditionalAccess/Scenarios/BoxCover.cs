using System.Numerics;

namespace Ed2402Posture.Core.ConditionalAccess.Scenarios;

/// <summary>Decides whether boxes cover a region, by subtracting them from it one after the other; what is left is split into disjoint
/// boxes, so no scenario is ever enumerated. Not thread-safe: it reuses its buffers.</summary>
internal sealed class BoxCover(BoxLayout layout)
{
    // First word and number of words of each axis, and its bits in the first; an axis of several words has them for itself.
    private readonly (int First, int Length, ulong Mask)[] axes = [.. Enumerable.Range(0, AxisCells.AxisCount).Select(axis => (layout.WordsOf(axis).First, layout.WordsOf(axis).Count, layout.Masks[axis][layout.WordsOf(axis).First]))];

    private ulong[] arena = new ulong[64 * layout.Words];
    private int[] lists = new int[1024];

    /// <summary>Finds a box inside the region that none of the others touches.</summary>
    /// <param name="region">The region.</param>
    /// <param name="boxes">The boxes that cover.</param>
    /// <param name="uncovered">Receives what is left over, when something is.</param>
    /// <returns>Whether something is left over.</returns>
    public bool FindUncovered(ReadOnlySpan<ulong> region, List<ulong[]> boxes, Span<ulong> uncovered)
    {
        if (layout.IsEmpty(region))
        {
            return false;
        }

        EnsureLists(boxes.Count);
        for (int i = 0; i < boxes.Count; i++)
        {
            lists[i] = i;
        }

        EnsureArena(layout.Words);
        region.CopyTo(arena);
        return Search(boxes, 0, 0, boxes.Count, uncovered);
    }

    // The region lies at arena[at..]; its candidates at lists[from..from+count]. Deeper levels use what follows.
    private bool Search(List<ulong[]> boxes, int at, int from, int count, Span<ulong> uncovered)
    {
        int words = layout.Words;
        int kept = from + count;
        EnsureLists(kept + count);
        int best = -1;
        int bestAxes = int.MaxValue;
        int bestBits = -1;
        int to = kept;
        for (int i = from; i < from + count; i++)
        {
            int candidate = lists[i];
            (int missing, int bits) = Compare(arena.AsSpan(at, words), boxes[candidate]);
            if (missing == 0)
            {
                return false;
            }

            if (missing < 0)
            {
                continue;
            }

            if (missing < bestAxes || (missing == bestAxes && bits > bestBits))
            {
                (best, bestAxes, bestBits) = (to, missing, bits);
            }

            lists[to++] = candidate;
        }

        if (to == kept)
        {
            arena.AsSpan(at, words).CopyTo(uncovered);
            return true;
        }

        ulong[] cut = boxes[lists[best]];
        lists[best] = lists[--to];
        int piece = at + words;
        EnsureArena(piece + words);
        for (int axis = 0; axis < AxisCells.AxisCount; axis++)
        {
            ulong[] mask = layout.Masks[axis];
            (int first, int length) = layout.WordsOf(axis);
            bool outside = false;
            for (int word = first; word < first + length; word++)
            {
                outside |= (arena[at + word] & ~cut[word] & mask[word]) != 0;
            }

            if (!outside)
            {
                continue;
            }

            arena.AsSpan(at, words).CopyTo(arena.AsSpan(piece, words));
            for (int word = first; word < first + length; word++)
            {
                arena[piece + word] &= ~(mask[word] & cut[word]);
            }

            if (Search(boxes, piece, kept, to - kept, uncovered))
            {
                return true;
            }

            for (int word = first; word < first + length; word++)
            {
                arena[at + word] &= ~mask[word] | cut[word];
            }
        }

        return false;
    }

    // Minus one: they do not meet. Zero: the box contains the region. Otherwise the number of axes on which the region stands out, and
    // the number of cells they share.
    private (int Missing, int Bits) Compare(ReadOnlySpan<ulong> region, ReadOnlySpan<ulong> box)
    {
        bool contains = true;
        for (int word = 0; word < region.Length; word++)
        {
            contains &= (region[word] & ~box[word]) == 0;
        }

        if (contains)
        {
            return (0, 0);
        }

        int missing = 0;
        for (int axis = 0; axis < AxisCells.AxisCount; axis++)
        {
            (int first, int length, ulong only) = axes[axis];
            ulong shared = region[first] & box[first] & only;
            ulong outside = region[first] & ~box[first] & only;
            for (int word = first + 1; word < first + length; word++)
            {
                shared |= region[word] & box[word];
                outside |= region[word] & ~box[word];
            }

            if (shared == 0)
            {
                return (-1, 0);
            }

            missing += outside != 0 ? 1 : 0;
        }

        int bits = 0;
        for (int word = 0; word < region.Length; word++)
        {
            bits += BitOperations.PopCount(region[word] & box[word]);
        }

        return (missing, bits);
    }

    private void EnsureArena(int length)
    {
        if (arena.Length < length)
        {
            Array.Resize(ref arena, Math.Max(length, arena.Length * 2));
        }
    }

    private void EnsureLists(int length)
    {
        if (lists.Length < length)
        {
            Array.Resize(ref lists, Math.Max(length, lists.Length * 2));
        }
    }
}
