namespace Ed2402Posture.Core.Exposure.Spray;

/// <summary>Counts of hashes in fixed memory (count-min): never too low, seldom too high.</summary>
internal sealed class CountSketch(int columnsLog2)
{
    private const int Rows = 4;
    private readonly int[] counts = new int[Rows << columnsLog2];
    private readonly ulong mask = (1UL << columnsLog2) - 1;

    public void Add(ulong hash)
    {
        for (int row = 0; row < Rows; row++)
        {
            counts[Cell(hash, row)]++;
        }
    }

    public int Count(ulong hash)
    {
        int least = int.MaxValue;
        for (int row = 0; row < Rows; row++)
        {
            least = Math.Min(least, counts[Cell(hash, row)]);
        }

        return least;
    }

    private int Cell(ulong hash, int row) => (row << columnsLog2) + (int)((hash + ((ulong)row * ((hash >> 32) | 1))) & mask);
}
