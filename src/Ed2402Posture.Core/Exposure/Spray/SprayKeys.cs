namespace Ed2402Posture.Core.Exposure.Spray;

/// <summary>What the tries of a spray may have in common.</summary>
internal enum SprayKeyKind
{
    Address,
    Network,
    Signature,
    UserAgent,
    Client,
}

/// <summary>Hashes of what a sign-in has in common with others, one of each kind.</summary>
internal static class SprayKeys
{
    public static ulong[] Of(string? address, string? userAgent, string client)
    {
        ulong agent = Fingerprint.Of(userAgent);
        ulong sender = Fingerprint.Of(client);
        return
        [
            Tag(SprayKeyKind.Address, Fingerprint.Of(address)),
            Tag(SprayKeyKind.Network, Fingerprint.Network(address, v4Bytes: 3, v6Bytes: 6)),
            Tag(SprayKeyKind.Signature, Fingerprint.Join(agent, sender)),
            Tag(SprayKeyKind.UserAgent, agent),
            Tag(SprayKeyKind.Client, sender),
        ];
    }

    private static ulong Tag(SprayKeyKind kind, ulong hash) => Fingerprint.Join((ulong)kind + 1, hash);
}
