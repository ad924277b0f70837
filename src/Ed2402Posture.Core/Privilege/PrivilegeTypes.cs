namespace Ed2402Posture.Core.Privilege;

/// <summary>Tiers of privilege: how far one reaches. A number in objects, so that <c>-Tier 0</c> and comparisons read naturally.</summary>
public static class Tiers
{
    /// <summary>Control plane: can take over the tenant.</summary>
    public const int ControlPlane = 0;
    /// <summary>Management plane: can take over workloads or lesser accounts.</summary>
    public const int ManagementPlane = 1;
    /// <summary>The rest.</summary>
    public const int Other = 2;
}

/// <summary>Kind of a privileged principal.</summary>
public enum PrincipalType
{
    /// <summary>A member user.</summary>
    User = 0,
    /// <summary>A guest or other external user.</summary>
    Guest,
    /// <summary>A group.</summary>
    Group,
    /// <summary>A service principal of an application.</summary>
    ServicePrincipal,
    /// <summary>A managed identity.</summary>
    ManagedIdentity,
    /// <summary>An agent identity.</summary>
    AgentIdentity,
    /// <summary>A deleted object to which an assignment still points.</summary>
    Deleted,
    /// <summary>An id that could not be resolved, since the principals could not be read.</summary>
    Unknown,
    /// <summary>A partner, by a delegated administration relationship.</summary>
    Partner,
}

/// <summary>Where a role acts.</summary>
public enum Plane
{
    /// <summary>Microsoft Entra ID.</summary>
    Entra = 0,
    /// <summary>Azure resources.</summary>
    Azure,
}

/// <summary>How an account comes to a role.</summary>
public enum PathKind
{
    /// <summary>A direct role assignment.</summary>
    Direct = 0,
    /// <summary>Member of a group that holds the role.</summary>
    GroupMember,
    /// <summary>Owner of a group that holds the role.</summary>
    GroupOwner,
    /// <summary>Member, through PIM for Groups, of a group that holds the role.</summary>
    PimGroupMember,
    /// <summary>Owner, through PIM for Groups, of a group that holds the role.</summary>
    PimGroupOwner,
    /// <summary>Holder of an application permission.</summary>
    AppPermission,
    /// <summary>Client of a delegated permission granted for all users.</summary>
    DelegatedPermission,
    /// <summary>Owner of a privileged application or service principal.</summary>
    AppOwner,
    /// <summary>Holder of a role that may add credentials to a privileged application.</summary>
    AppAdministrator,
    /// <summary>Holder of a role that may reset a privileged account's credentials.</summary>
    CredentialReset,
    /// <summary>Issuer of a federated credential of a privileged application.</summary>
    FederatedCredential,
    /// <summary>May write the host of a privileged managed identity.</summary>
    ManagedIdentityHost,
    /// <summary>User Access Administrator at the root scope, from elevation.</summary>
    ElevatedAccess,
    /// <summary>Classic subscription administrator.</summary>
    ClassicAdministrator,
    /// <summary>A partner's delegated administration.</summary>
    Partner,
}

/// <summary>State of a path.</summary>
public enum PathState
{
    /// <summary>Assigned and active.</summary>
    Active = 0,
    /// <summary>May be activated.</summary>
    Eligible,
    /// <summary>Eligible and activated for now.</summary>
    Activated,
}
