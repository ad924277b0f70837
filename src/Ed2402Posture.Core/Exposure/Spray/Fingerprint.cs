using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Ed2402Posture.Core.Exposure.Spray;

/// <summary>64-bit hashes of what sign-ins have in common. They need not resist anyone, only spread well and stay the same between runs.</summary>
internal static class Fingerprint
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 0x9E3779B185EBCA87;

    /// <summary>Of a text. Case counts: what differs in it is written by another program.</summary>
    public static ulong Of(string? text)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(text.AsSpan());
        ulong hash = Offset ^ (ulong)bytes.Length;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = BitOperations.RotateLeft(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes), 29) * Prime;
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte b in bytes)
        {
            hash = (hash ^ b) * Prime;
        }

        return Mix(hash);
    }

    /// <summary>Of several hashes in order.</summary>
    public static ulong Join(ulong left, ulong right) => Mix((left * Prime) ^ right);

    /// <summary>Of the neighbourhood of an address: IPv4 by its first <paramref name="v4Bytes"/> bytes, IPv6 by <paramref name="v6Bytes"/>. Text that is
    /// no address stands for itself.</summary>
    public static ulong Network(string? address, int v4Bytes, int v6Bytes)
    {
        if (!IPAddress.TryParse(address, out IPAddress? parsed))
        {
            return Of(address);
        }

        if (parsed.IsIPv4MappedToIPv6)
        {
            parsed = parsed.MapToIPv4();
        }

        Span<byte> bytes = stackalloc byte[16];
        parsed.TryWriteBytes(bytes, out int _);
        int kept = parsed.AddressFamily == AddressFamily.InterNetwork ? v4Bytes : v6Bytes;
        ulong hash = Offset ^ (ulong)kept;
        foreach (byte b in bytes[..kept])
        {
            hash = (hash ^ b) * Prime;
        }

        return Mix(hash);
    }

    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
