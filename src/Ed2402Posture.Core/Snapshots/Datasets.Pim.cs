using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Snapshots;

/// <content>PIM's settings beside those of directory roles.</content>
public static partial class Datasets
{
    /// <summary>PIM settings of groups that carry privilege, with their rules: one for members and one for owners of each group.</summary>
    public static readonly DatasetDefinition<RoleManagementPolicyAssignment> PimGroupPolicyAssignments = new("pimGroupPolicyAssignments", SnapshotJson.Default.RoleManagementPolicyAssignment)
    {
        Title = "PIM settings of groups", Service = DatasetService.Graph, Endpoint = "/policies/roleManagementPolicyAssignments?$filter=scopeType eq 'Group'",
        Permissions = ["RoleManagementPolicy.Read.AzureADGroup"], Licence = Licence.EntraIdP2OrGovernance,
    };

    /// <summary>PIM settings of the privileged Azure roles that somebody holds at a subscription or management group, with their rules.</summary>
    public static readonly DatasetDefinition<AzureRolePolicyAssignment> AzureRolePolicyAssignments = new("azureRolePolicyAssignments", SnapshotJson.Default.AzureRolePolicyAssignment)
    {
        Title = "PIM settings of privileged Azure roles", Service = DatasetService.ResourceManager, Endpoint = "/{scope}/providers/Microsoft.Authorization/roleManagementPolicyAssignments",
        Permissions = [AzureReader], Licence = Licence.EntraIdP2OrGovernance,
    };

    /// <summary>Members of groups that approve activations and that only PIM settings of groups and of Azure roles name, and of groups nested in them: one row an edge.</summary>
    public static readonly DatasetDefinition<ObjectLink> PimApproverGroupMembers = new("pimApproverGroupMembers", SnapshotJson.Default.ObjectLink)
    {
        Title = "Members of other groups that approve activations", Service = DatasetService.GraphBeta, Endpoint = "/groups/{id}/members",
        Permissions = ["GroupMember.Read.All"], AlsoEnough = ["Group.Read.All", ReadDirectory],
    };

    /// <summary>Users who approve activations and of whom nothing else tells: those that only PIM settings of groups and of Azure roles name, and those in
    /// <see cref="PimApproverGroupMembers"/>.</summary>
    public static readonly DatasetDefinition<User> PimApprovers = new("pimApprovers", SnapshotJson.Default.User)
    {
        Title = "Other users who approve activations", Service = DatasetService.Graph, Endpoint = "/users",
        Permissions = ["User.Read.All"], AlsoEnough = [ReadDirectory],
    };

    /// <summary>Access reviews, of roles and of everything else.</summary>
    public static readonly DatasetDefinition<AccessReviewDefinition> AccessReviewDefinitions = new("accessReviewDefinitions", SnapshotJson.Default.AccessReviewDefinition)
    {
        Title = "Access reviews", Service = DatasetService.Graph, Endpoint = "/identityGovernance/accessReviews/definitions",
        Permissions = ["AccessReview.Read.All"], Licence = Licence.EntraIdP2OrGovernance,
    };

    /// <summary>The runs of recurring reviews of directory roles.</summary>
    public static readonly DatasetDefinition<AccessReviewInstance> AccessReviewInstances = new("accessReviewInstances", SnapshotJson.Default.AccessReviewInstance)
    {
        Title = "Runs of access reviews of roles", Service = DatasetService.Graph, Endpoint = "/identityGovernance/accessReviews/definitions/{id}/instances",
        Permissions = ["AccessReview.Read.All"], Licence = Licence.EntraIdP2OrGovernance,
    };

    /// <summary>What was decided in the last run of each of those reviews.</summary>
    public static readonly DatasetDefinition<AccessReviewDecision> AccessReviewDecisions = new("accessReviewDecisions", SnapshotJson.Default.AccessReviewDecision)
    {
        Title = "Decisions of the last access reviews of roles", Service = DatasetService.Graph, Endpoint = "/identityGovernance/accessReviews/definitions/{id}/instances/{run}/decisions",
        Permissions = ["AccessReview.Read.All"], Licence = Licence.EntraIdP2OrGovernance,
    };

    /// <summary>What PIM warns of in the tenant's directory roles.</summary>
    public static readonly DatasetDefinition<RoleManagementAlert> RoleManagementAlerts = new("roleManagementAlerts", SnapshotJson.Default.RoleManagementAlert)
    {
        Title = "Alerts of PIM", Service = DatasetService.GraphBeta, Endpoint = "/identityGovernance/roleManagementAlerts/alerts",
        Permissions = ["RoleManagementAlert.Read.Directory"], Licence = Licence.EntraIdP2OrGovernance,
    };

    /// <summary>What PIM logged in the last days.</summary>
    public static readonly DatasetDefinition<DirectoryAudit> PimAudits = new("pimAudits", SnapshotJson.Default.DirectoryAudit)
    {
        Title = "Recent use of PIM", Service = DatasetService.Graph, Endpoint = "/auditLogs/directoryAudits?$filter=loggedByService eq 'PIM'",
        Permissions = [ReadAuditLog], AlsoEnough = [ReadDirectory], Days = static scope => scope.PimAuditDays,
    };
}
