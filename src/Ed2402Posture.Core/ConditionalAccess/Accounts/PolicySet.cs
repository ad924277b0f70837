namespace Ed2402Posture.Core.ConditionalAccess.Accounts;

/// <summary>A set of policies as bits. Two accounts with the same set are judged once.</summary>
internal sealed class PolicySet(int policies) : IEquatable<PolicySet>
{
    private readonly ulong[] bits = new ulong[(policies + 63) / 64];

    public void Add(int policy) => bits[policy >> 6] |= 1UL << (policy & 63);

    public bool Contains(int policy) => (bits[policy >> 6] & (1UL << (policy & 63))) != 0;

    public void Add(PolicySet other)
    {
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] |= other.bits[i];
        }
    }

    public void Remove(PolicySet other)
    {
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] &= ~other.bits[i];
        }
    }

    public PolicySet Or(PolicySet other)
    {
        PolicySet either = And(this);
        either.Add(other);
        return either;
    }

    public PolicySet Without(PolicySet other)
    {
        PolicySet left = And(this);
        left.Remove(other);
        return left;
    }

    public PolicySet And(PolicySet other)
    {
        var both = new PolicySet(bits.Length * 64);
        for (int i = 0; i < bits.Length; i++)
        {
            both.bits[i] = bits[i] & other.bits[i];
        }

        return both;
    }

    /// <summary>Whether all of another set's policies are in this one; of those alone that are within a set, or outside of one, when it is given.</summary>
    public bool Holds(PolicySet other, PolicySet? within = null, PolicySet? outside = null)
    {
        for (int i = 0; i < bits.Length; i++)
        {
            if ((other.bits[i] & ~bits[i] & (within?.bits[i] ?? ulong.MaxValue) & ~(outside?.bits[i] ?? 0)) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a policy is in both.</summary>
    public bool Meets(PolicySet other)
    {
        for (int i = 0; i < bits.Length; i++)
        {
            if ((bits[i] & other.bits[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    public IEnumerable<int> Members()
    {
        for (int i = 0; i < bits.Length; i++)
        {
            for (ulong left = bits[i]; left != 0; left &= left - 1)
            {
                yield return (i << 6) + System.Numerics.BitOperations.TrailingZeroCount(left);
            }
        }
    }

    public bool Equals(PolicySet? other) => other is not null && bits.AsSpan().SequenceEqual(other.bits);

    public override bool Equals(object? obj) => Equals(obj as PolicySet);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (ulong word in bits)
        {
            hash.Add(word);
        }

        return hash.ToHashCode();
    }
}
