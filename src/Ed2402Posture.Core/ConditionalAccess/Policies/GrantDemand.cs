using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.ConditionalAccess.Scenarios;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.ConditionalAccess.Policies;

/// <summary>What the grant of a policy demands, for each kind of client and state of device. A control that the scenario satisfies costs
/// nothing; one that it cannot satisfy, with no alternative, blocks: legacy authentication can do no second factor and tells nothing of
/// the device ('Conditional Access: Conditions', client apps). Approved and protected apps, terms of use, custom and unknown controls
/// give no strength.</summary>
internal sealed class GrantDemand
{
    private const int ClientKinds = 3;

    private readonly Requirement[] demands = new Requirement[ClientKinds * 4];

    /// <summary>Reads a grant.</summary>
    /// <param name="grant">The grant; null when the policy has session controls alone.</param>
    /// <param name="strength">What the grant's authentication strength demands, where it has one.</param>
    public GrantDemand(GrantControls? grant, Requirement? strength)
    {
        for (int index = 0; index < demands.Length; index++)
        {
            demands[index] = Demand(grant, strength, (ClientKind)(index / 4), (index & 1) != 0, (index & 2) != 0);
        }

        Strongest = demands.Max();
        StrongestControl = (grant?.BuiltInControls ?? []).Select(Alone).Append(strength ?? Requirement.None).Max();
        UsesDevice = Enumerable.Range(0, demands.Length).Any(index => demands[index] != demands[index & ~3]);
    }

    /// <summary>The most that it demands of any scenario.</summary>
    public Requirement Strongest { get; }
    /// <summary>The most that one of its controls would demand if it were the only one.</summary>
    public Requirement StrongestControl { get; }
    /// <summary>Whether the demand differs with the device's state.</summary>
    public bool UsesDevice { get; }

    public Requirement Of(ClientKind client, bool compliant, bool hybridJoined) => demands[((int)client * 4) + (compliant ? 1 : 0) + (hybridJoined ? 2 : 0)];

    private static Requirement Alone(string control) => control switch
    {
        "block" or "compliantDevice" or "domainJoinedDevice" => Requirement.Block,
        "mfa" => Requirement.Mfa,
        _ => Requirement.None,
    };

    private static Requirement Demand(GrantControls? grant, Requirement? strength, ClientKind client, bool compliant, bool hybridJoined)
    {
        if (grant is null)
        {
            return Requirement.None;
        }

        bool legacy = client != ClientKind.Modern;
        bool Tells(bool state) => state && client != ClientKind.Other;
        var each = new List<Requirement>();
        foreach (string control in grant.BuiltInControls ?? [])
        {
            switch (control)
            {
                case "block":
                    return Requirement.Block;
                case "mfa":
                    each.Add(legacy ? Requirement.Block : Requirement.Mfa);
                    break;
                case "compliantDevice":
                    each.Add(Tells(compliant) ? Requirement.None : Requirement.Block);
                    break;
                case "domainJoinedDevice":
                    each.Add(Tells(hybridJoined) ? Requirement.None : Requirement.Block);
                    break;
                default:
                    each.Add(Requirement.None);
                    break;
            }
        }

        if (strength is { } demanded)
        {
            each.Add(legacy && demanded != Requirement.None ? Requirement.Block : demanded);
        }

        if (grant.TermsOfUse is { Count: > 0 } || grant.CustomAuthenticationFactors is { Count: > 0 })
        {
            each.Add(Requirement.None);
        }

        return each.Count == 0 ? Requirement.None : string.Equals(grant.Operator, "AND", StringComparison.OrdinalIgnoreCase) ? each.Max() : each.Min();
    }
}
