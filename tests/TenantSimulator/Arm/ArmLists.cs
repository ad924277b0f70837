using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Arm;

/// <summary>Subscriptions, the management group tree, and role assignments at the root scope. A caller without rights gets empty lists
/// from the first two, as the service gives: they list what the caller may see.</summary>
internal static partial class ArmLists
{
    private const string SkipToken = "$skiptoken";
    private const int DefaultPage = 1000;

    public static readonly IReadOnlyList<ArmEndpoint> All =
    [
        new("GET", "/subscriptions", ["2016-06-01", "2019-06-01", "2020-01-01", "2021-01-01", "2022-12-01"], [SkipToken],
            call => List(call, call.Options.AzureReader ? call.Tables.Get(Datasets.AzureSubscriptions).Rows : [], writeNullLink: false)),
        new("POST", "/providers/Microsoft.Management/getEntities", ["2020-02-01", "2020-05-01", "2021-04-01", "2023-04-01"], [SkipToken],
            call => List(call, call.Options.AzureReader ? call.Tables.Get(Datasets.ManagementGroups).Rows : [], writeNullLink: true)),
        new("GET", "/providers/Microsoft.Authorization/roleAssignments", ["2015-07-01", "2018-01-01-preview", "2020-04-01-preview", "2022-04-01"], ["$filter", SkipToken], RootRoleAssignments),
        new("GET", "/providers/microsoft.aadiam/diagnosticSettings", ["2017-04-01", "2017-04-01-preview"], [SkipToken], DiagnosticSettings),
    ];

    private static ServiceResponse DiagnosticSettings(ArmCall call) => call.Options.AzureRootReader
        ? List(call, [.. call.Tables.Get(Datasets.DirectoryDiagnosticSettings).Rows.Select(AsServed)], writeNullLink: false)
        : ArmErrors.AuthorizationFailed(call.Options, "microsoft.aadiam/diagnosticSettings/read", "/providers/microsoft.aadiam");

    // What a target keeps is its own to tell.
    private static JsonElement AsServed(JsonElement row)
    {
        JsonObject setting = JsonObject.Create(row)!;
        foreach (string own in (string[])["workspaceRetentionInDays", "storageDeletions", "eventHubRetentionInHours"])
        {
            setting.Remove(own);
        }

        return JsonSerializer.SerializeToElement(setting);
    }


    private static ServiceResponse RootRoleAssignments(ArmCall call)
    {
        if (!call.Options.AzureRootReader)
        {
            return ArmErrors.AuthorizationFailed(call.Options, "Microsoft.Authorization/roleAssignments/read", "/");
        }

        IEnumerable<JsonElement> rows = call.Tables.Get(Datasets.AzureRootRoleAssignments).Rows;
        string filter = call.Request.Query.TryGetValue("$filter", out var value) ? value.ToString() : "";
        if (filter.Length == 0)
        {
            // At and below the scope; atScope() is at and above it.
            rows = rows.Concat(call.Tables.Get(Datasets.AzureRoleAssignments).Rows);
        }
        else if (PrincipalFilter().Match(filter) is { Success: true } match)
        {
            rows = rows.Where(r => string.Equals(new Item(r).Find("properties/principalId")?.GetString(), match.Groups[1].Value, StringComparison.OrdinalIgnoreCase));
        }
        else if (!string.Equals(filter, "atScope()", StringComparison.OrdinalIgnoreCase))
        {
            return ArmErrors.InvalidFilter(filter);
        }

        return List(call, [.. rows], writeNullLink: true);
    }

    /// <summary>A list, one page of it.</summary>
    public static ServiceResponse List(ArmCall call, IReadOnlyList<JsonElement> rows, bool writeNullLink)
    {
        int pageSize = call.Options.PageSize ?? DefaultPage;
        string list = PageCursor.List(call.Request, SkipToken);
        int offset = 0;
        if (call.Request.Query.TryGetValue(SkipToken, out var token))
        {
            if (call.Cursor.Read(token.ToString(), list, pageSize) is not { } place)
            {
                return ArmErrors.BadCursor();
            }

            offset = place;
        }

        string? next = offset + pageSize < rows.Count
            ? $"{call.Request.Root.GetLeftPart(UriPartial.Authority)}{call.Request.RawPath}?{string.Join('&', call.Request.Query.Where(o => o.Key != SkipToken).Select(o => $"{o.Key}={Uri.EscapeDataString(o.Value.ToString())}"))}&{SkipToken}={call.Cursor.Make(list, pageSize, offset + pageSize)}"
            : null;
        return ServiceResponse.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("value");
            foreach (JsonElement row in rows.Skip(offset).Take(pageSize))
            {
                row.WriteTo(writer);
            }

            writer.WriteEndArray();
            if (next is not null || writeNullLink)
            {
                writer.WriteString("nextLink", next);
            }

            writer.WriteEndObject();
        }).With("x-ms-ratelimit-remaining-tenant-reads", 249.ToString(CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("^principalId eq '([^']+)'$", RegexOptions.IgnoreCase)]
    private static partial Regex PrincipalFilter();
}
