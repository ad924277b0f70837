namespace Ed2402Posture.Core.Exposure.Spray;

/// <summary>A set of hashes in fixed memory: says 'not in it' for certain, 'in it' with a small error.</summary>
internal sealed class BloomFilter(int bitsLog2)
{
    private const int Probes = 5;
    private readonly ulong[] words = new ulong[1L << (bitsLog2 - 6)];
    private readonly ulong mask = (1UL << bitsLog2) - 1;

    public void Add(ulong hash)
    {
        for (int i = 0; i < Probes; i++)
        {
            ulong bit = Bit(hash, i);
            words[bit >> 6] |= 1UL << (int)(bit & 63);
        }
    }

    public bool Contains(ulong hash)
    {
        for (int i = 0; i < Probes; i++)
        {
            ulong bit = Bit(hash, i);
            if ((words[bit >> 6] & (1UL << (int)(bit & 63))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private ulong Bit(ulong hash, int probe) => (hash + ((ulong)probe * ((hash >> 32) | 1))) & mask;
}
