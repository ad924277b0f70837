namespace Ed2402Posture.Core.Snapshots;

/// <summary>What a collection is to ask for in the datasets that are read on demand only: names, and a time for logs.</summary>
public sealed record CollectionScope
{
    /// <summary>Nothing asked for.</summary>
    public static readonly CollectionScope None = new();

    /// <summary>Users by object id or user principal name.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];
    /// <summary>Applications by application (client) id, for logs.</summary>
    public IReadOnlyList<string> Applications { get; init; } = [];
    /// <summary>Azure resources by ARM id.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];
    /// <summary>Logs are read from here on (UTC); null: none.</summary>
    public DateTimeOffset? LogsSince { get; init; }
    /// <summary>Of a log that was read: from when on it is known (UTC), which may be later than asked for; null where only the retention tells.</summary>
    public DateTimeOffset? LogsFrom { get; init; }
    /// <summary>Of a log that was read: until when it is known (UTC).</summary>
    public DateTimeOffset? LogsTo { get; init; }
    /// <summary>Whether logs are wanted of everyone, not only of the users and applications named.</summary>
    public bool LogsOfEveryone { get; init; }

    /// <summary>Days of sign-ins that are read of the privileged users; 0: none.</summary>
    public int SignInDays { get; init; } = 7;
    /// <summary>Days of changes to authentication methods that are read of the privileged users; 0: none.</summary>
    public int MethodAuditDays { get; init; } = 30;
    /// <summary>Days of PIM's log that are read; 0: none.</summary>
    public int PimAuditDays { get; init; } = 30;

    /// <summary>Whether a collection in this scope has all that the other asks for.</summary>
    public bool Covers(CollectionScope other)
    {
        ArgumentNullException.ThrowIfNull(other);
        bool names = Holds(Users, other.Users) && Holds(Applications, other.Applications);
        bool logs = other.LogsSince is null || (LogsSince <= other.LogsSince && (LogsOfEveryone || (!other.LogsOfEveryone && names)));
        return (names || LogsOfEveryone) && Holds(Resources, other.Resources) && logs;
    }

    private static bool Holds(IReadOnlyList<string> held, IReadOnlyList<string> wanted) => wanted.All(w => held.Contains(w, StringComparer.OrdinalIgnoreCase));
}
