using System.Diagnostics.CodeAnalysis;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege.Paths;

/// <summary>What is known of one principal.</summary>
internal sealed class Principal
{
    // The user, group or service principal that it is.
    private object? item;
    private byte hint;
    private byte type = (byte)PrincipalType.Unknown;

    public required string Id { get; init; }
    /// <summary>Whether an assignment names it, so that <c>principals</c> was asked for it.</summary>
    public bool Assigned { get; set; }
    /// <summary>Type and name as an edge or assignment told them.</summary>
    public PrincipalType? Hint { get => hint == 0 ? null : (PrincipalType)(hint - 1); set => hint = value is { } told ? (byte)((byte)told + 1) : (byte)0; }
    public string? HintName { get; set; }
    /// <summary>The home tenant as an assignment tells it.</summary>
    public string? HomeTenant { get; set; }
    public User? User => item as User;
    public Group? Group => item as Group;
    public ServicePrincipal? ServicePrincipal => item as ServicePrincipal;
    public DirectoryObject? Object { get; set; }
    public PrincipalType Type { get => (PrincipalType)type; set => type = (byte)value; }

    public bool IsGroup => Type == PrincipalType.Group;
    public string Name => User?.DisplayName ?? Group?.DisplayName ?? ServicePrincipal?.DisplayName ?? Object?.DisplayName ?? HintName ?? Id;
    public string? UserPrincipalName => User?.UserPrincipalName ?? Object?.UserPrincipalName ?? ServicePrincipal?.AppId ?? Object?.AppId;
    /// <summary>Takes the object that it is.</summary>
    public void Is(object found) => item ??= found;

    public bool? Enabled => Type == PrincipalType.Deleted ? false : User?.AccountEnabled ?? (ServicePrincipal is { } sp ? sp.IsDisabled == true ? false : sp.AccountEnabled : null);
}

/// <summary>The principals that assignments and edges name, as numbers: only these are kept, however many the tenant has.</summary>
internal sealed class PrincipalTable
{
    /// <summary>The <c>@odata.type</c> of an object of a partner's tenant that holds a role here.</summary>
    public const string PartnerReference = "#microsoft.graph.directoryObjectPartnerReference";

    private readonly Dictionary<string, int> numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Principal> principals = [];

    public int Count => principals.Count;

    public Principal this[int number] => principals[number];

    /// <summary>Makes room for so many more.</summary>
    public void ExpectMore(int count)
    {
        numbers.EnsureCapacity(numbers.Count + count);
        principals.EnsureCapacity(principals.Count + count);
    }

    /// <summary>The number of an id.</summary>
    public int Add(string id)
    {
        if (!numbers.TryGetValue(id, out int number))
        {
            number = principals.Count;
            numbers[id] = number;
            principals.Add(new Principal { Id = id });
        }

        return number;
    }

    /// <summary>The number of an id that an assignment names.</summary>
    public int AddAssigned(string id, PrincipalType? hint = null, string? name = null)
    {
        int number = Add(id, hint, name);
        principals[number].Assigned = true;
        return number;
    }

    /// <summary>The number of an id that a directory role assignment names, with the home tenant that it tells.</summary>
    public int AddAssignedFrom(string id, string? homeTenant)
    {
        int number = AddAssigned(id);
        principals[number].HomeTenant ??= homeTenant;
        return number;
    }

    /// <summary>The number of an id of which an edge tells the type.</summary>
    public int Add(string id, PrincipalType? hint, string? name = null)
    {
        int number = Add(id);
        principals[number].Hint ??= hint;
        principals[number].HintName ??= name;
        return number;
    }

    /// <summary>Finds the objects behind the ids in the datasets and settles their types.</summary>
    public void Resolve(Snapshot snapshot)
    {
        numbers.TrimExcess();
        principals.TrimExcess();
        Match(snapshot.Get(Datasets.Users).Items, u => u.Id, (p, user) => p.Is(user));
        Match(snapshot.Get(Datasets.Groups).Items, g => g.Id, (p, group) => p.Is(group));
        Match(snapshot.Get(Datasets.ServicePrincipals).Items, s => s.Id, (p, sp) => p.Is(sp));
        Match(snapshot.Get(Datasets.DeletedPrincipals).Items, o => o.Id, (p, item) => p.Object = item);
        Match(snapshot.Get(Datasets.Principals).Items, o => o.Id, (p, item) => p.Object = item);
        bool asked = snapshot.Get(Datasets.Principals).IsComplete;
        bool workloads = snapshot.Get(Datasets.ServicePrincipals).IsComplete;
        bool users = snapshot.Get(Datasets.Users).IsComplete;
        foreach (Principal principal in principals)
        {
            principal.Type = TypeOf(principal, asked, workloads, users, snapshot.Info.TenantId);
        }
    }

    /// <summary>The principal with that id, if an assignment or edge names it.</summary>
    public bool TryFind(string? id, [NotNullWhen(true)] out Principal? principal)
    {
        principal = id is not null && numbers.TryGetValue(id, out int number) ? principals[number] : null;
        return principal is not null;
    }

    /// <summary>The type that an <c>@odata.type</c> stands for, or null.</summary>
    public static PrincipalType? TypeOf(string? odataType) => odataType switch
    {
        "#microsoft.graph.user" => PrincipalType.User,
        "#microsoft.graph.group" => PrincipalType.Group,
        "#microsoft.graph.servicePrincipal" => PrincipalType.ServicePrincipal,
        "#microsoft.graph.agentIdentity" or "#microsoft.graph.agentUser" or "#microsoft.graph.agentIdentityBlueprintPrincipal" => PrincipalType.AgentIdentity,
        PartnerReference => PrincipalType.Partner,
        _ => null,
    };

    private static PrincipalType TypeOf(Principal principal, bool asked, bool workloads, bool users, string tenantId)
    {
        if (principal.Object?.DeletedDateTime is not null)
        {
            return PrincipalType.Deleted;
        }

        PrincipalType? told = TypeOf(principal.Object?.ODataType);
        if (told == PrincipalType.AgentIdentity)
        {
            return PrincipalType.AgentIdentity;
        }

        if (principal.User is not null || told == PrincipalType.User)
        {
            return IsExternal(principal) ? PrincipalType.Guest : PrincipalType.User;
        }

        if (principal.Group is not null || told == PrincipalType.Group)
        {
            return PrincipalType.Group;
        }

        if (principal.ServicePrincipal is { } sp)
        {
            return sp.ServicePrincipalType switch
            {
                "ManagedIdentity" => PrincipalType.ManagedIdentity,
                "ServiceIdentity" or "AgentIdentity" => PrincipalType.AgentIdentity,
                _ => PrincipalType.ServicePrincipal,
            };
        }

        if (told is not null)
        {
            return told.Value;
        }

        // The group of a partner lives in the partner's tenant: it does not resolve here, and is none the less there.
        if (principal.HomeTenant is { Length: > 0 } home && !home.Equals(tenantId, StringComparison.OrdinalIgnoreCase))
        {
            return PrincipalType.Partner;
        }

        // Only an id that was asked for and not answered is a deleted one, or a workload that the list of all workloads lacks, or the user at the end of an edge that was
        // gone when the users of all edges were read.
        bool missing = principal.Assigned ? asked : principal.Hint switch
        {
            PrincipalType.ServicePrincipal or PrincipalType.ManagedIdentity => workloads,
            PrincipalType.User => users,
            _ => false,
        };
        return missing ? PrincipalType.Deleted : principal.Hint ?? PrincipalType.Unknown;
    }

    // Guests, invited members and members synchronised from another tenant all sign in elsewhere.
    private static bool IsExternal(Principal principal) =>
        string.Equals(principal.User?.UserType, "Guest", StringComparison.OrdinalIgnoreCase)
        || string.Equals(principal.User?.CreationType, "Invitation", StringComparison.OrdinalIgnoreCase)
        || principal.UserPrincipalName?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) == true;

    private void Match<T>(IReadOnlyList<T> items, Func<T, string> id, Action<Principal, T> set)
    {
        foreach (T item in items)
        {
            if (numbers.TryGetValue(id(item), out int number))
            {
                set(principals[number], item);
            }
        }
    }
}
