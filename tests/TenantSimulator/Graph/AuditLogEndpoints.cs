using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Graph.Queries;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>Sign-ins and directory audits: newest first; no <c>$select</c>.</summary>
internal static class AuditLogEndpoints
{
    private const int LargestPage = 1000;
    private static readonly string[] Options = ["$filter", "$top", "$orderby"];

    public static readonly IReadOnlyList<GraphEndpoint> All =
    [
        new("/auditLogs/signIns")
        {
            Dataset = Datasets.SignIns, Family = RefusalFamily.Reports, Answer = call => call.List(Newest(SignIns(call), "createdDateTime"), "auditLogs/signIns"),
            Rules = new()
            {
                Type = "signIn", Options = Options, DefaultTop = LargestPage, MaxTop = LargestPage,
                Filters = QueryRules.Filterable("id:eq createdDateTime:eq,ge,le userId:eq userPrincipalName:eq,startswith appId:eq appDisplayName:eq,startswith ipAddress:eq,startswith clientAppUsed:eq status/errorCode:eq location/countryOrRegion:eq,startswith signInEventTypes:any correlationId:eq resourceId:eq servicePrincipalId:eq,startswith"),
            },
        },
        new("/auditLogs/directoryAudits")
        {
            Dataset = Datasets.DirectoryAudits, Family = RefusalFamily.Reports, Answer = call => call.List(Newest(call.Table(Datasets.DirectoryAudits).Rows, "activityDateTime"), "auditLogs/directoryAudits"),
            Rules = new()
            {
                Type = "directoryAudit", Options = Options, DefaultTop = LargestPage, MaxTop = LargestPage,
                Filters = QueryRules.Filterable("id:eq activityDateTime:eq,ge,le activityDisplayName:eq,startswith loggedByService:eq correlationId:eq initiatedBy/user/id:eq initiatedBy/user/userPrincipalName:eq,startswith initiatedBy/app/appId:eq targetResources:any"),
            },
        },
    ];

    // v1.0 has the interactive sign-ins alone, and so has beta without a filter by event type.
    private static IEnumerable<JsonElement> SignIns(GraphCall call) =>
        call.Version == "beta" && call.Query.Filter?.Clauses.Any(c => c.Path.Equals("signInEventTypes", StringComparison.OrdinalIgnoreCase)) == true
            ? call.Table(Datasets.SignIns).Rows.Concat(call.Table(Datasets.OtherSignIns).Rows)
            : call.Table(Datasets.SignIns).Rows;

    private static IEnumerable<Item> Newest(IEnumerable<JsonElement> rows, string time) => rows.Select(r => new Item(r)).OrderByDescending(i => i.Find(time)?.GetDateTimeOffset());
}
