using System.Text.Json;
using System.Text.Json.Nodes;
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
            Dataset = Datasets.DirectoryAudits, Family = RefusalFamily.Reports, Answer = call => call.List(Newest(Both(Both(call.Table(Datasets.DirectoryAudits).Rows, call.Table(Datasets.AuthenticationMethodAudits).Rows), call.Table(Datasets.PimAudits).Rows), "activityDateTime"), "auditLogs/directoryAudits"),
            Rules = new()
            {
                Type = "directoryAudit", Options = Options, DefaultTop = LargestPage, MaxTop = LargestPage,
                Filters = QueryRules.Filterable("id:eq activityDateTime:eq,ge,le activityDisplayName:eq,startswith loggedByService:eq correlationId:eq initiatedBy/user/id:eq initiatedBy/user/userPrincipalName:eq,startswith initiatedBy/app/appId:eq targetResources:any"),
            },
        },
    ];

    // v1.0 has the interactive sign-ins alone, and so has beta without a filter by event type. Only beta tells the methods used.
    private static IEnumerable<JsonElement> SignIns(GraphCall call)
    {
        IEnumerable<JsonElement> interactive = Both(call.Table(Datasets.SignIns).Rows, call.Table(Datasets.PrivilegedSignIns).Rows);
        return call.Version != "beta" ? interactive.Select(WithoutMethods)
            : call.Query.Filter?.Clauses.Any(c => c.Path.Equals("signInEventTypes", StringComparison.OrdinalIgnoreCase)) == true ? Both(interactive, call.Table(Datasets.OtherSignIns).Rows)
            : interactive;
    }

    private static IEnumerable<JsonElement> Both(IEnumerable<JsonElement> some, IEnumerable<JsonElement> more) => some.Concat(more).DistinctBy(r => r.GetProperty("id").GetString());

    private static JsonElement WithoutMethods(JsonElement row)
    {
        if (!row.TryGetProperty("authenticationDetails", out _) && !row.TryGetProperty("authenticationRequirement", out _))
        {
            return row;
        }

        var members = JsonObject.Create(row)!;
        members.Remove("authenticationDetails");
        members.Remove("authenticationRequirement");
        return JsonSerializer.SerializeToElement(members);
    }

    private static IEnumerable<Item> Newest(IEnumerable<JsonElement> rows, string time) => rows.Select(r => new Item(r)).OrderByDescending(i => i.Find(time)?.GetDateTimeOffset());
}
