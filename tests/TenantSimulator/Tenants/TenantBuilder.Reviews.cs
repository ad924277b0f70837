using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <summary>Access reviews and alerts of directory roles, and the log of PIM.</summary>
public sealed partial class TenantBuilder
{
    public List<AccessReviewDefinition> AccessReviewDefinitions { get; } = [];
    public List<AccessReviewInstance> AccessReviewInstances { get; } = [];
    public List<AccessReviewDecision> AccessReviewDecisions { get; } = [];
    public List<RoleManagementAlert> RoleManagementAlerts { get; } = [];

    /// <summary>A quarterly review of all users and groups for some roles, whose results are applied automatically; its last run kept two holders and
    /// removed a third.</summary>
    public TenantBuilder Review(string name, IReadOnlyList<string> roles, Func<AccessReviewDefinition, AccessReviewDefinition>? with = null)
    {
        var review = new AccessReviewDefinition
        {
            Id = Id("review:" + name), DisplayName = name, Status = "InProgress",
            Scope = new AccessReviewScope
            {
                ODataType = "#microsoft.graph.principalResourceMembershipsScope", PrincipalScopes = [Query("/v1.0/users"), Query("/v1.0/groups")],
                ResourceScopes = [.. roles.Select(r => Query($"/beta/roleManagement/directory/roleDefinitions/{RoleId(r)}"))],
            },
            Settings = new AccessReviewSettings
            {
                AutoApplyDecisionsEnabled = true, DefaultDecisionEnabled = true, DefaultDecision = "Deny", InstanceDurationInDays = 14,
                Recurrence = new ReviewRecurrence { Pattern = new RecurrencePattern { Type = "absoluteMonthly", Interval = 3 }, Range = new RecurrenceRange { Type = "noEnd", StartDate = "2026-01-15", NumberOfOccurrences = 0 } },
            },
        };
        review = with is null ? review : with(review);
        AccessReviewDefinitions.Add(review);
        if (ReviewRuns.OfRoles([review]).Any())
        {
            Run(review.Id, endedDaysAgo: 4, decisions: [Decided("Approve"), Decided("Approve"), Decided("Deny", "AppliedSuccessfully")]);
        }

        return this;
    }

    /// <summary>A run of a review that lasted two weeks.</summary>
    public AccessReviewInstance Run(string reviewId, int endedDaysAgo, string status = "Applied", IReadOnlyList<AccessReviewDecision>? decisions = null)
    {
        var run = new AccessReviewInstance { ParentId = reviewId, Id = Id($"run:{reviewId}:{AccessReviewInstances.Count}"), StartDateTime = Now.AddDays(-endedDaysAgo - 14), EndDateTime = Now.AddDays(-endedDaysAgo), Status = status };
        AccessReviewInstances.Add(run);
        AccessReviewDecisions.AddRange((decisions ?? []).Select((d, i) => d with { ParentId = ReviewRuns.Key(run), Id = Id($"decision:{run.Id}:{i}") }));
        return run;
    }

    /// <summary>What a reviewer decided; nobody where <paramref name="byPerson"/> is false.</summary>
    public static AccessReviewDecision Decided(string decision, string applyResult = "New", bool byPerson = true) => new()
    {
        Id = "", Decision = decision, ApplyResult = applyResult, ReviewedDateTime = byPerson ? Now.AddDays(-6) : null, ReviewedBy = new AuditUser { Id = byPerson ? Id("reviewer") : Guid.Empty.ToString(), DisplayName = byPerson ? "Reviewer" : "" },
    };

    /// <summary>An alert of PIM; one that is not active has found nothing.</summary>
    public TenantBuilder Alert(string name, string severity, int incidents, DateTimeOffset? scanned = null)
    {
        string id = $"DirectoryRole_{TenantId}_{name.Replace(" ", "", StringComparison.Ordinal)}Alert";
        RoleManagementAlerts.Add(new RoleManagementAlert
        {
            Id = id, AlertDefinitionId = id, ScopeId = "/", ScopeType = "DirectoryRole", IsActive = incidents > 0, IncidentCount = incidents, LastScannedDateTime = scanned ?? Now.AddHours(-5),
            AlertDefinition = new RoleManagementAlertDefinition { Id = id, DisplayName = name, SeverityLevel = severity },
        });
        return this;
    }

    public static AccessReviewQuery Query(string query) => new() { ODataType = "#microsoft.graph.accessReviewQueryScope", Query = query };

    public List<DirectoryAudit> PimAudits { get; } = [];

    /// <summary>An activation, so many days ago, as PIM logs it.</summary>
    public TenantBuilder Activation(string userId, string role, int daysAgo, Func<DirectoryAudit, DirectoryAudit>? with = null) => PimAudit("Add member to role completed (PIM activation)", userId, userId, role, daysAgo, with);

    /// <summary>An assignment that PIM saw being made elsewhere.</summary>
    public TenantBuilder AssignedOutside(string principalId, string role, string by, int daysAgo, Func<DirectoryAudit, DirectoryAudit>? with = null) => PimAudit("Add member to role outside of PIM (permanent)", by, principalId, role, daysAgo, with);

    private TenantBuilder PimAudit(string activity, string actor, string principalId, string role, int daysAgo, Func<DirectoryAudit, DirectoryAudit>? with)
    {
        var audit = new DirectoryAudit
        {
            Id = Id($"pim audit:{PimAudits.Count}"), ActivityDateTime = Now.AddDays(-daysAgo).AddHours(-1), ActivityDisplayName = activity, Category = "RoleManagement", LoggedByService = "PIM", OperationType = "Assign", Result = "success",
            InitiatedBy = new AuditInitiator { User = new AuditUser { Id = actor, UserPrincipalName = Users.Find(u => u.Id == actor)?.UserPrincipalName } },
            TargetResources = [new AuditTarget { Id = RoleId(role), DisplayName = role, Type = "Role" }, new AuditTarget { Id = principalId, DisplayName = NameOf(principalId), Type = Groups.Exists(g => g.Id == principalId) ? "Group" : "User" }],
        };
        PimAudits.Add(with is null ? audit : with(audit));
        return this;
    }
}
