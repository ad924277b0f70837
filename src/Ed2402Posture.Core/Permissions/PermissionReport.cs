using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Permissions;

/// <summary>An answer that may be open.</summary>
public enum Answer
{
    /// <summary>Nothing that was read tells.</summary>
    Unknown = 0,
    /// <summary>Yes.</summary>
    Yes,
    /// <summary>No.</summary>
    No,
}

/// <summary>Whether a dataset can be read: permission, licence and cloud, and the checks that rest on it.</summary>
public sealed record PermissionReport
{
    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }
    /// <summary>What it holds.</summary>
    public required string Title { get; init; }
    /// <summary>The service that answers.</summary>
    public required DatasetService Service { get; init; }
    /// <summary>The endpoint.</summary>
    public required string Endpoint { get; init; }
    /// <summary>The least-privileged permissions, all of which are needed, joined with <c>; </c>; for Azure the role.</summary>
    public required string Permission { get; init; }
    /// <summary>Broader permissions any of which would also do, joined with <c>; </c>.</summary>
    public required string AlsoEnough { get; init; }
    /// <summary>Whether the token carries it. Azure's token tells of no role, and some tokens tell of no permission.</summary>
    public required Answer Granted { get; init; }
    /// <summary>The permissions of the token that give it, joined with <c>; </c>.</summary>
    public string? GrantedBy { get; init; }
    /// <summary>The licence that the tenant needs.</summary>
    public required string Licence { get; init; }
    /// <summary>Whether the tenant has it; known once the licences were read.</summary>
    public required Answer Licensed { get; init; }
    /// <summary>Whether the cloud offers it.</summary>
    public required Answer InCloud { get; init; }
    /// <summary>What the last read found; <see cref="DatasetStatus.NotCollected"/> before it.</summary>
    public required DatasetStatus Status { get; init; }
    /// <summary>Whether it can be read, as far as is known: what the last read found counts more than what the token says.</summary>
    public required Answer Readable { get; init; }
    /// <summary>Why it cannot be read, or why that is not known.</summary>
    public string? Reason { get; init; }
    /// <summary>Ids of the checks that give no verdict, or a narrower one, without it; joined with <c>; </c>.</summary>
    public required string Checks { get; init; }
}

/// <summary>One permission of the least-privilege list.</summary>
public sealed record LeastPrivilegePermission
{
    /// <summary>The permission's name; for Azure the role and its scope.</summary>
    public required string Permission { get; init; }
    /// <summary>Where it is granted: <c>Microsoft Graph</c> or <c>Azure</c>.</summary>
    public required string Service { get; init; }
    /// <summary>Whether the token carries it or a broader one; unknown without a connection, and for Azure.</summary>
    public required Answer Granted { get; init; }
    /// <summary>The datasets that need it, joined with <c>; </c>.</summary>
    public required string Datasets { get; init; }
    /// <summary>Ids of the checks that rest on those datasets, joined with <c>; </c>.</summary>
    public required string Checks { get; init; }

    /// <summary>The permission's name.</summary>
    public override string ToString() => Permission;
}
