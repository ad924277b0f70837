using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>PIM for Groups: active and eligible members and owners; access reviews and alerts of roles.</summary>
internal static class PimGroupEndpoints
{
    private const string Root = "identityGovernance/privilegedAccess/group/";

    public static readonly IReadOnlyList<GraphEndpoint> All =
    [
        Instances("assignmentScheduleInstances", "privilegedAccessGroupAssignmentScheduleInstance", Datasets.PimGroupAssignmentInstances),
        Instances("eligibilityScheduleInstances", "privilegedAccessGroupEligibilityScheduleInstance", Datasets.PimGroupEligibilityInstances),
        new(Datasets.AccessReviewDefinitions.Endpoint)
        {
            Dataset = Datasets.AccessReviewDefinitions, Family = RefusalFamily.Pim, Rules = new() { Type = "accessReviewScheduleDefinition", Options = ["$select", "$filter", "$orderby", "$top", "$skip"], MaxTop = 100, Filters = QueryRules.Filterable("id:eq status:eq") },
            Answer = call => call.List(call.Table(Datasets.AccessReviewDefinitions).Rows.Select(r => new Item(r)), "identityGovernance/accessReviews/definitions"),
        },
        new(Datasets.AccessReviewInstances.Endpoint)
        {
            Dataset = Datasets.AccessReviewInstances, Family = RefusalFamily.Pim, Rules = new() { Type = "accessReviewInstance", Options = ["$select", "$filter", "$orderby", "$top", "$skip"], MaxTop = 100, Filters = QueryRules.Filterable("status:eq") },
            Answer = call => call.Table(Datasets.AccessReviewDefinitions).Find(call.Id) is null ? GraphErrors.NotFound(call.Id) : call.List(call.Tables.Children(Datasets.AccessReviewInstances, call.Id).Select(r => new Item(r)), "identityGovernance/accessReviews/definitions/instances"),
        },
        new(Datasets.AccessReviewDecisions.Endpoint)
        {
            Dataset = Datasets.AccessReviewDecisions, Family = RefusalFamily.Pim, Rules = new() { Type = "accessReviewInstanceDecisionItem", Options = ["$select", "$filter", "$orderby", "$top", "$skip"], MaxTop = 100, Filters = QueryRules.Filterable("decision:eq") },
            Answer = call => call.List(call.Tables.Children(Datasets.AccessReviewDecisions, $"{call.Id}/{call.Route["run"]}").Select(r => new Item(r)), "identityGovernance/accessReviews/definitions/instances/decisions"),
        },
        new(Datasets.RoleManagementAlerts.Endpoint)
        {
            Dataset = Datasets.RoleManagementAlerts, Family = RefusalFamily.Pim, BetaOnly = true,
            Rules = new() { Type = "unifiedRoleManagementAlert", Options = ["$select", "$filter", "$expand"], Expands = ["alertDefinition"], IsHidden = property => property == "alertDefinition", Filters = QueryRules.Filterable("scopeId:eq scopeType:eq") },
            Answer = call => call.Query.Filter is null ? GraphErrors.Pim(400, "MissingProvider", "The provider is missing.")
                : call.List(call.Table(Datasets.RoleManagementAlerts).Rows.Select(r => new Item(r)), "identityGovernance/roleManagementAlerts/alerts", item => Expanded(call, item, "alertDefinition")),
        },
    ];

    private static GraphEndpoint Instances(string name, string type, DatasetDefinition<PimGroupScheduleInstance> dataset) => new("/" + Root + name)
    {
        Dataset = dataset, Family = RefusalFamily.Pim,
        Rules = new() { Type = type, Options = ["$select", "$filter", "$expand", "$top"], Expands = ["principal", "group"], IsHidden = property => property == "principal", Filters = QueryRules.Filterable("groupId:eq principalId:eq accessId:eq") },
        Answer = call => Answer(call, dataset, Root + name),
    };

    private static Dictionary<string, Action<Utf8JsonWriter>>? Expanded(GraphCall call, Item item, string name) =>
        call.Query.Expand.Contains(name) && item.Find(name) is { } value ? new() { [name] = value.WriteTo } : null;

    /// <summary>The service knows one list; a snapshot holds what groups of privilege have of it and what groups have that policies exclude.</summary>
    private static IEnumerable<JsonElement> Rows(GraphCall call, DatasetDefinition<PimGroupScheduleInstance> dataset) => dataset != Datasets.PimGroupEligibilityInstances ? call.Table(dataset).Rows
        : call.Table(dataset).Rows.Concat(call.Table(Datasets.ExclusionGroupEligibilityInstances).Rows.Where(r => call.Table(dataset).Find(r.GetProperty("id").GetString()!) is null));

    /// <summary>The service answers no list of all groups.</summary>
    private static ServiceResponse Answer(GraphCall call, DatasetDefinition<PimGroupScheduleInstance> dataset, string context) =>
        call.Query.Filter?.Clauses.Any(c => c.Path.Equals("groupId", StringComparison.OrdinalIgnoreCase) || c.Path.Equals("principalId", StringComparison.OrdinalIgnoreCase)) == true
            ? call.List(Rows(call, dataset).Select(r => new Item(r)), context, item => RoleEndpoints.Principal(call, item))
            : GraphErrors.Pim(400, "InvalidRequest", "The request must be filtered by groupId or principalId.");
}
