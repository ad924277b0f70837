namespace Ed2402Posture.Core.ConditionalAccess.Accounts;

/// <summary>Kinds of guests and external users, as policies tell them apart.</summary>
[Flags]
public enum GuestKind
{
    /// <summary>A member of the tenant.</summary>
    None = 0,
    /// <summary>A guest with an account of this tenant.</summary>
    InternalGuest = 1,
    /// <summary>A guest invited from elsewhere.</summary>
    B2BCollaborationGuest = 2,
    /// <summary>A member invited or synchronised from elsewhere.</summary>
    B2BCollaborationMember = 4,
    /// <summary>A user of a shared channel, without an account here.</summary>
    B2BDirectConnectUser = 8,
    /// <summary>Any other external user.</summary>
    OtherExternalUser = 16,
    /// <summary>A user of a partner with delegated administration.</summary>
    ServiceProvider = 32,
}

/// <summary>What policies look at in an account.</summary>
public sealed record AccountProfile
{
    /// <summary>Object id.</summary>
    public required string Id { get; init; }
    /// <summary>Whether it is a workload, which policies for users never meet.</summary>
    public bool IsWorkload { get; init; }
    /// <summary>Whether a workload is a single-tenant application of this tenant: policies reach no others, and no managed identity.</summary>
    public bool IsOwnApplication { get; init; }
    /// <summary>Kind of guest or external user.</summary>
    public GuestKind Guest { get; init; }
    /// <summary>Tenant that an external user comes from; null when that is not known.</summary>
    public string? HomeTenantId { get; init; }
    /// <summary>Ids of all groups that it is in, directly or nested.</summary>
    public required IReadOnlySet<string> Groups { get; init; }
    /// <summary>Whether all of them were read.</summary>
    public bool GroupsAreWhole { get; init; } = true;
    /// <summary>Ids of groups of which it was not told whether it is in them, since they hide their members.</summary>
    public IReadOnlySet<string> UnseenGroups { get; init; } = new HashSet<string>();
    /// <summary>Whether policies that may be for the account count: what is left open then is open whatever the unknown turns out to be.</summary>
    internal bool BenefitOfDoubt { get; init; }
    /// <summary>Template ids of the built-in roles that it holds tenant-wide.</summary>
    public required IReadOnlySet<string> Roles { get; init; }
    /// <summary>Ids of groups and roles whose exclusions count though the account is not in them: of an account with too many states to judge each, no state is weaker.</summary>
    internal IReadOnlySet<string> LeftBy { get; init; } = new HashSet<string>();
    /// <summary>Whether all of them were read.</summary>
    public bool RolesAreWhole { get; init; } = true;
}
