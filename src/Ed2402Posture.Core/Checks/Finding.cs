namespace Ed2402Posture.Core.Checks;

/// <summary>One record a check and subject. Every property is flat: text, number, date or enum.</summary>
public sealed record Finding
{
    /// <summary>The check's id, as <c>PIM-01</c>.</summary>
    public required string CheckId { get; init; }
    /// <summary>The check's title.</summary>
    public required string Title { get; init; }
    /// <summary>The check's category.</summary>
    public required CheckCategory Category { get; init; }
    /// <summary>How much a failure matters.</summary>
    public required Severity Severity { get; init; }
    /// <summary>What was found.</summary>
    public required Outcome Outcome { get; init; }
    /// <summary>Why, in one sentence; with <see cref="Outcome.NotAssessed"/> it starts with the dataset's status.</summary>
    public required string Reason { get; init; }
    /// <summary>Name of the subject: a user principal name, an application's name, the tenant.</summary>
    public required string Subject { get; init; }
    /// <summary>Object id of the subject; the tenant's id for the tenant.</summary>
    public required string SubjectId { get; init; }
    /// <summary>Kind of the subject: <c>User, Guest, Group, ServicePrincipal, ManagedIdentity, Application, Role, Tenant, Subscription …</c>.</summary>
    public required string SubjectType { get; init; }
    /// <summary>What the subject has to do with: a role, a scope, a credential.</summary>
    public string? Resource { get; init; }
    /// <summary>Properties and values that carry the verdict.</summary>
    public string? Evidence { get; init; }
    /// <summary>What to do; null when nothing is to be done.</summary>
    public string? Remediation { get; init; }
    /// <summary>Whose demand it is, as <c>BOD; SCuBA</c>.</summary>
    public required string Provenance { get; init; }
    /// <summary>Standards, as <c>SCuBA MS.AAD.7.4v1; CIS M365 5.3.1; NIST AC-2; ATT&amp;CK T1098.003</c>.</summary>
    public required string References { get; init; }
    /// <summary>The tenant's id.</summary>
    public required string TenantId { get; init; }
    /// <summary>When the data was read (UTC).</summary>
    public required DateTimeOffset CollectedAt { get; init; }
    /// <summary>Until when a waiver holds, with <see cref="Outcome.Waived"/>.</summary>
    public DateTimeOffset? WaivedUntil { get; init; }

    /// <summary>One line: <c>PIM-01 Fail alice@contoso.com: …</c>.</summary>
    public override string ToString() => $"{CheckId} {Outcome} {Subject}: {Reason}";
}
