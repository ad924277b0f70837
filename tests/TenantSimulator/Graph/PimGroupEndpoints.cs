using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>PIM for Groups: active and eligible members and owners.</summary>
internal static class PimGroupEndpoints
{
    private const string Root = "identityGovernance/privilegedAccess/group/";

    public static readonly IReadOnlyList<GraphEndpoint> All =
    [
        Instances("assignmentScheduleInstances", "privilegedAccessGroupAssignmentScheduleInstance", Datasets.PimGroupAssignmentInstances),
        Instances("eligibilityScheduleInstances", "privilegedAccessGroupEligibilityScheduleInstance", Datasets.PimGroupEligibilityInstances),
    ];

    private static GraphEndpoint Instances(string name, string type, DatasetDefinition<PimGroupScheduleInstance> dataset) => new("/" + Root + name)
    {
        Dataset = dataset, Family = RefusalFamily.Pim,
        Rules = new() { Type = type, Options = ["$select", "$filter", "$expand", "$top"], Expands = ["principal", "group"], IsHidden = property => property == "principal", Filters = QueryRules.Filterable("groupId:eq principalId:eq accessId:eq") },
        Answer = call => Answer(call, dataset, Root + name),
    };

    /// <summary>The service answers no list of all groups.</summary>
    private static ServiceResponse Answer(GraphCall call, DatasetDefinition<PimGroupScheduleInstance> dataset, string context) =>
        call.Query.Filter?.Clauses.Any(c => c.Path.Equals("groupId", StringComparison.OrdinalIgnoreCase) || c.Path.Equals("principalId", StringComparison.OrdinalIgnoreCase)) == true
            ? call.List(call.Table(dataset).Rows.Select(r => new Item(r)), context, item => RoleEndpoints.Principal(call, item))
            : GraphErrors.Pim(400, "InvalidRequest", "The request must be filtered by groupId or principalId.");
}
