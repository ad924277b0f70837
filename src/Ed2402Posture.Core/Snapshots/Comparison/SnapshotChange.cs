using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Core.Snapshots.Comparison;

/// <summary>What a change between two snapshots is about.</summary>
public enum ChangeArea
{
    /// <summary>A privileged account: that it is one, its tier, whether it may sign in.</summary>
    PrivilegedAccount = 0,
    /// <summary>A path by which an account that was privileged before and after comes to a role.</summary>
    Path,
    /// <summary>What a check found.</summary>
    Verdict,
    /// <summary>A credential of an application or service principal.</summary>
    Credential,
    /// <summary>A setting of a policy.</summary>
    Policy,
    /// <summary>A dataset that only one side, or none, holds whole.</summary>
    Dataset,
}

/// <summary>What happened between two snapshots.</summary>
public enum ChangeKind
{
    /// <summary>It is there now and was proven not to be there before.</summary>
    Added = 0,
    /// <summary>It was there before and is proven not to be there now.</summary>
    Removed,
    /// <summary>It is there on both sides and is not the same.</summary>
    Changed,
    /// <summary>One side was not read: whether anything changed cannot be told.</summary>
    NotComparable,
}

/// <summary>One change between two snapshots of a tenant. Every property is flat: text, number, date or enum.</summary>
public sealed record SnapshotChange
{
    /// <summary>What it is about.</summary>
    public required ChangeArea Area { get; init; }
    /// <summary>What happened.</summary>
    public required ChangeKind Kind { get; init; }
    /// <summary>Name of what changed: an account, an application, a policy, a dataset.</summary>
    public required string Subject { get; init; }
    /// <summary>Its object id; a dataset's name.</summary>
    public required string SubjectId { get; init; }
    /// <summary>Its kind: that of a finding's subject, or <c>Policy</c>, <c>Dataset</c>.</summary>
    public required string SubjectType { get; init; }
    /// <summary>What of it changed: <c>Tier</c>, a role, a credential, a policy's property such as <c>conditions.users.excludeUsers</c>.</summary>
    public string? Property { get; init; }
    /// <summary>As it was; null when it was not there.</summary>
    public string? Before { get; init; }
    /// <summary>As it is; null when it is not there.</summary>
    public string? After { get; init; }
    /// <summary>The change in one sentence; with <see cref="ChangeKind.NotComparable"/> why nothing can be said.</summary>
    public required string Text { get; init; }
    /// <summary>The check, with <see cref="ChangeArea.Verdict"/>.</summary>
    public string? CheckId { get; init; }
    /// <summary>How much the check's failure matters, with <see cref="ChangeArea.Verdict"/>.</summary>
    public Severity? Severity { get; init; }
    /// <summary>Tier of the account, the stronger of both sides; null where there is none.</summary>
    public int? Tier { get; init; }
    /// <summary>The tenant's id.</summary>
    public required string TenantId { get; init; }
    /// <summary>When the older data was read (UTC).</summary>
    public required DateTimeOffset OlderCollectedAt { get; init; }
    /// <summary>When the newer data was read (UTC).</summary>
    public required DateTimeOffset NewerCollectedAt { get; init; }

    /// <summary>The change in one sentence.</summary>
    public override string ToString() => $"{Area} {Kind}: {Text}";
}
