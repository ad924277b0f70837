namespace Ed2402Posture.TenantSimulator.Tenants;

/// <summary>Objects without privilege that stand beside the tenant's own: how many of each. They are made one by one when a page is asked for, the
/// same every time, so that a tenant of any size takes no memory. They are found in lists and in numbers of objects, not by id; a service principal of
/// them that is asked for its own permissions has none.</summary>
public sealed record Crowd
{
    /// <summary>Users; a scan lists them only where very many users hold privilege.</summary>
    public int Users { get; init; }
    /// <summary>Applications, each with its service principal.</summary>
    public int Applications { get; init; }
    /// <summary>Service principals, those of the applications included.</summary>
    public int ServicePrincipals { get; init; }
    /// <summary>Application permissions of Microsoft Graph in use, harmless ones.</summary>
    public int AppRoleAssignments { get; init; }
    /// <summary>Delegated permissions for all users, harmless ones.</summary>
    public int PermissionGrants { get; init; }
    /// <summary>Service principals that were used: rows of the report of last uses.</summary>
    public int Used { get; init; }
}
