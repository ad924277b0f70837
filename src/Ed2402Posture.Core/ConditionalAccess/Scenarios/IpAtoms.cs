using System.Collections;
using System.Net;
using System.Net.Sockets;

namespace Ed2402Posture.Core.ConditionalAccess.Scenarios;

/// <summary>Cuts the address space at every border of every range, and keeps each combination of locations that some address is in.
/// Addresses are compared as ranges, so locations that do not overlap are never both matched.</summary>
internal static class IpAtoms
{
    /// <summary>The sets of locations (as bits, by index) that one address can be in together; the empty set, an address in none, comes
    /// first if there is one.</summary>
    /// <param name="locations">The CIDR ranges of each location.</param>
    /// <exception cref="FormatException">A range is not in CIDR notation.</exception>
    public static IReadOnlyList<BitArray> Cut(IReadOnlyList<IReadOnlyList<string>> locations)
    {
        var atoms = new Dictionary<string, BitArray>();
        foreach (bool v6 in new[] { false, true })
        {
            var edges = new List<(UInt128 At, bool Starts, int Location)>();
            for (int location = 0; location < locations.Count; location++)
            {
                foreach ((bool isV6, UInt128 first, UInt128 last) in locations[location].Select(Parse))
                {
                    if (isV6 == v6)
                    {
                        edges.Add((first, true, location));
                        if (last != (v6 ? UInt128.MaxValue : uint.MaxValue))
                        {
                            edges.Add((last + 1, false, location));
                        }
                    }
                }
            }

            Sweep(edges, locations.Count, atoms);
        }

        return [.. atoms.Values.OrderBy(Count)];
    }

    /// <summary>Addresses of which at least one is in each overlap of ranges, ordinary ones first.</summary>
    public static IEnumerable<IPAddress> Candidates(IEnumerable<string> ranges)
    {
        (bool IsV6, UInt128 First, UInt128 Last)[] parsed = [.. ranges.Select(Parse)];
        return new[] { "198.51.100.10", "8.8.4.4" }.Select(IPAddress.Parse)
            .Concat(parsed.SelectMany(r => r.Last == (r.IsV6 ? UInt128.MaxValue : uint.MaxValue) ? [Address(r.IsV6, r.First)] : new[] { Address(r.IsV6, r.First), Address(r.IsV6, r.Last + 1) }))
            .Append(Address(false, 0)).Append(Address(true, 0));
    }

    /// <summary>Whether an address is in a range.</summary>
    public static bool Contains(string cidr, IPAddress address)
    {
        (bool isV6, UInt128 first, UInt128 last) = Parse(cidr);
        (bool addressIsV6, UInt128 at, _) = Parse(address.ToString());
        return isV6 == addressIsV6 && at >= first && at <= last;
    }

    private static IPAddress Address(bool v6, UInt128 value)
    {
        byte[] bytes = new byte[v6 ? 16 : 4];
        for (int i = bytes.Length - 1; i >= 0; i--, value >>= 8)
        {
            bytes[i] = (byte)(value & 0xff);
        }

        return new IPAddress(bytes);
    }

    private static void Sweep(List<(UInt128 At, bool Starts, int Location)> edges, int locations, Dictionary<string, BitArray> atoms)
    {
        edges.Sort((a, b) => a.At.CompareTo(b.At));
        int[] depth = new int[locations];
        var inside = new BitArray(locations);
        if (edges.Count == 0 || edges[0].At != 0)
        {
            Add(inside, atoms);
        }

        for (int i = 0; i < edges.Count; i++)
        {
            (UInt128 at, bool starts, int location) = edges[i];
            depth[location] += starts ? 1 : -1;
            inside[location] = depth[location] > 0;
            if (i + 1 == edges.Count || edges[i + 1].At != at)
            {
                Add(inside, atoms);
            }
        }
    }

    private static void Add(BitArray inside, Dictionary<string, BitArray> atoms)
    {
        string key = string.Join(',', Enumerable.Range(0, inside.Count).Where(i => inside[i]));
        if (!atoms.ContainsKey(key))
        {
            atoms.Add(key, new BitArray(inside));
        }
    }

    private static int Count(BitArray bits) => Enumerable.Range(0, bits.Count).Count(i => bits[i]);

    private static (bool IsV6, UInt128 First, UInt128 Last) Parse(string cidr)
    {
        // A prefix with bits behind its mask is what the service accepts too: the address is masked, not refused.
        int slash = cidr.IndexOf('/', StringComparison.Ordinal);
        IPAddress address = IPAddress.Parse(slash < 0 ? cidr : cidr.AsSpan(0, slash));
        int prefix = slash < 0 ? int.MaxValue : int.Parse(cidr.AsSpan(slash + 1), System.Globalization.CultureInfo.InvariantCulture);
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
            prefix = prefix == int.MaxValue ? prefix : prefix - 96;
        }

        bool v6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        int bits = v6 ? 128 : 32;
        prefix = prefix == int.MaxValue ? bits : prefix;
        if (prefix < 0 || prefix > bits)
        {
            throw new FormatException($"'{cidr}' is not a range of addresses.");
        }

        UInt128 value = 0;
        foreach (byte part in address.GetAddressBytes())
        {
            value = (value << 8) | part;
        }

        UInt128 span = prefix == 0 ? (v6 ? UInt128.MaxValue : uint.MaxValue) : (UInt128.One << (bits - prefix)) - 1;
        return (v6, value & ~span, value | span);
    }
}
