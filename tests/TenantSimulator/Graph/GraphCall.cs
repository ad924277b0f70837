using System.Globalization;
using System.Text;
using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>A request that passed every check but the endpoint's own, and the ways to answer it.</summary>
internal sealed class GraphCall
{
    public required ServiceRequest Request { get; init; }
    public required string Version { get; init; }
    public required GraphEndpoint Endpoint { get; init; }
    public required IReadOnlyDictionary<string, string> Route { get; init; }
    public required QueryOptions Query { get; init; }
    public required Tables Tables { get; init; }
    public required TenantHistory History { get; init; }
    public required SimulatorOptions Options { get; init; }
    public required PageCursor Cursor { get; init; }
    /// <summary>Whether only the number of objects is wanted: <c>/$count</c>.</summary>
    public required bool CountOnly { get; init; }
    /// <summary>Whether the tenant has the dataset's licence; false only where the family answers an empty list then.</summary>
    public required bool IsLicensed { get; init; }

    /// <summary>Whether the client may read users, and not only that they are there.</summary>
    public required bool MayReadUsers { get; init; }

    public string Id => Route["id"];

    public Table Table<T>(DatasetDefinition<T> dataset)
        where T : class => Tables.Get(dataset);

    /// <summary>The objects that stand beside the snapshot's own.</summary>
    public CrowdObjects Crowd => new(Options.Crowd, Options.Snapshot.Info.TenantId);

    /// <summary>A list: filtered, one page of it, as the query asks.</summary>
    /// <param name="items">The objects.</param>
    /// <param name="context">What the answer says it is.</param>
    /// <param name="expand">What is expanded of an object.</param>
    /// <param name="more">Objects after those; null also where the filter leaves them out.</param>
    /// <param name="most">The most that come on a page, whatever is asked for.</param>
    public ServiceResponse List(IEnumerable<Item> items, string context, Func<Item, IReadOnlyDictionary<string, Action<Utf8JsonWriter>>?>? expand = null, Bulk? more = null, int most = int.MaxValue)
    {
        IEnumerable<Item> found = IsLicensed ? items : [];
        if (Query.Filter is { } filter)
        {
            found = found.Where(filter.Test);
        }

        if (Query.Search is { } search)
        {
            string[] term = search.Trim('"').Split(':', 2);
            found = term.Length == 2 ? found.Where(i => i.Find(term[0])?.GetString()?.Contains(term[1], StringComparison.OrdinalIgnoreCase) == true) : [];
        }

        if (Query.OrderBy is { } order)
        {
            string[] by = order.Split(' ');
            found = by.ElementAtOrDefault(1) == "desc" ? found.OrderByDescending(i => i.Find(by[0])?.ToString(), StringComparer.OrdinalIgnoreCase) : found.OrderBy(i => i.Find(by[0])?.ToString(), StringComparer.OrdinalIgnoreCase);
        }

        // Of a list that is there as it is only the page is made into objects.
        if (!found.TryGetNonEnumeratedCount(out int own))
        {
            found = [.. found];
            own = found.Count();
        }

        int total = own + (IsLicensed ? more?.Count ?? 0 : 0);
        if (CountOnly)
        {
            return new ServiceResponse { Status = 200, Headers = { ["Content-Type"] = "text/plain" }, Body = Encoding.UTF8.GetBytes(total.ToString(CultureInfo.InvariantCulture)) };
        }

        int pageSize = Math.Min(Math.Min(Query.Top ?? Endpoint.Rules.DefaultTop, most), Options.PageSize ?? int.MaxValue);
        string list = PageCursor.List(Request);
        int offset = 0;
        if (Query.Cursor is { } cursor)
        {
            if (Cursor.Read(cursor, list, pageSize) is not { } place)
            {
                return GraphErrors.BadCursor();
            }

            offset = place;
        }

        return ServiceResponse.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.context", ContextUrl(context));
            if (Query.Count && offset == 0)
            {
                writer.WriteNumber("@odata.count", total);
            }

            if (offset + pageSize < total)
            {
                writer.WriteString("@odata.nextLink", NextLink(Cursor.Make(list, pageSize, offset + pageSize)));
            }

            writer.WriteStartArray("value");
            foreach (Item item in found.Skip(offset).Take(pageSize))
            {
                item.Write(writer, Query.Select, Endpoint.Rules.IsHidden, expand?.Invoke(item));
            }

            for (int number = Math.Max(0, offset - own); number < Math.Min(total, offset + pageSize) - own; number++)
            {
                more!.Write(writer, number, Query.Select);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>One object, or the refusal that there is none.</summary>
    public ServiceResponse One(Item? item, string id) => item is null ? GraphErrors.NotFound(id) : ServiceResponse.Json(200, writer => item.Write(writer, Query.Select, Endpoint.Rules.IsHidden));

    private string ContextUrl(string context) => $"{Request.Root.GetLeftPart(UriPartial.Authority)}/{Version}/$metadata#{context}{(Query.Select is null ? "" : $"({string.Join(',', Query.Select)})")}";

    private string NextLink(string cursor)
    {
        IEnumerable<string> options = Request.Query.Where(o => o.Key != "$skiptoken").Select(o => $"{o.Key}={Uri.EscapeDataString(o.Value.ToString())}");
        return $"{Request.Root.GetLeftPart(UriPartial.Authority)}{Request.RawPath}?{string.Join('&', options.Append($"$skiptoken={cursor}"))}";
    }
}
