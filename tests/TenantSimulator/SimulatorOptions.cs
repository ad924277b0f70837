using System.Security.Cryptography.X509Certificates;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.TenantSimulator;

/// <summary>Which tenant the simulator serves, and to whom.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The tenant's data. Licences follow its <c>subscribedSkus</c>.</summary>
    public required Snapshot Snapshot { get; init; }

    /// <summary>Application permissions of Microsoft Graph that the client holds; null means every one that a dataset names. A set
    /// may be changed while the simulator runs: tokens carry what it holds when they are issued, endpoints check what it holds when they are asked.</summary>
    public ISet<string>? Permissions { get; init; }

    /// <summary>Whether the client has Reader at the tenant root management group.</summary>
    public bool AzureReader { get; set; } = true;

    /// <summary>Whether the client may read at the root scope <c>/</c>.</summary>
    public bool AzureRootReader { get; set; } = true;

    /// <summary>Whether the lists of resources leave out grants to managed identities, as <c>appRoleAssignedTo</c> has been seen to do.</summary>
    public bool ResourcesLeaveOutManagedIdentities { get; set; }

    /// <summary>The most items in a page, of every list; null means each endpoint's own default and maximum.</summary>
    public int? PageSize { get; init; }

    /// <summary>Application id of the one client that is known.</summary>
    public string ClientId { get; init; } = "7c1d5a0e-0f3b-4c55-9f0a-0d5f1b7a2402";

    /// <summary>Its secret.</summary>
    public string ClientSecret { get; init; } = "simulated~secret-of-the-scanner";

    /// <summary>Its certificate (public part): client assertions must be signed with it. Null accepts any well-formed assertion of the client.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Object id of the client's service principal.</summary>
    public string ClientObjectId { get; init; } = "5e0c9a39-65a4-4d5e-8a37-4f6e5f1d2402";

    /// <summary>How long tokens are valid.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Objects without privilege beside those of the snapshot.</summary>
    public Tenants.Crowd Crowd { get; init; } = new();

    /// <summary>Whether requests over the published quotas are refused with 429.</summary>
    public bool Quotas { get; init; }

    /// <summary>How long every request takes at least; parts of a batch take no time of their own.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The clock of quotas and latency; one that runs faster makes both shorter.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Properties that this cloud does not know, as <c>user/identityParentId</c>.</summary>
    public ISet<string> UnknownProperties { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What goes wrong, in order: the first rule that matches a request acts. May be changed while the simulator runs.</summary>
    public IList<FaultRule> Faults { get; } = new List<FaultRule>();

    /// <summary>Seed of the order in which the parts of a batch are answered.</summary>
    public int Seed { get; init; } = 2402;
}
