using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Ed2402Posture.Tests.Unit.Azure.Faults;

/// <summary>What may be wrong with a page of a list while it still is one.</summary>
internal static class FaultPages
{
    /// <summary>An empty page that names the true one as the next. The true one goes by another name, since a link to the same page would be a link back.</summary>
    public static Func<Uri, string, string> Empty() => Page((address, page) =>
    {
        if (!address.AbsoluteUri.EndsWith('&'))
        {
            page["value"] = new JsonArray();
            page[Link(page)] = address.AbsoluteUri + (address.Query.Length == 0 ? "?&" : "&");
        }
    });

    /// <summary>A page that names itself as the next.</summary>
    public static Func<Uri, string, string> LinkToItself() => Page((address, page) => page[Link(page)] = address.AbsoluteUri);

    /// <summary>A page that names one of another host as the next.</summary>
    public static Func<Uri, string, string> LinkToAnotherHost() => Page((_, page) => page[Link(page)] = "https://evil.example/v1.0/users?$skiptoken=x");

    /// <summary>A page that holds its first item twice.</summary>
    public static Func<Uri, string, string> Twice() => Page((_, page) => page["value"]!.AsArray().Add(page["value"]![0]!.DeepClone()));

    /// <summary>Pages that repeat the first item of the list.</summary>
    public static Func<Uri, string, string> TwiceAcrossPages()
    {
        var firsts = new ConcurrentDictionary<string, JsonNode>();
        return Page((address, page) =>
        {
            JsonNode first = firsts.GetOrAdd(List(address), _ => page["value"]![0]!.DeepClone());
            if (!JsonNode.DeepEquals(first, page["value"]![0]))
            {
                page["value"]!.AsArray().Insert(0, first.DeepClone());
            }
        });
    }

    /// <summary>A list is its path and query options but the cursor: another $select of the same path has other items.</summary>
    private static string List(Uri address) =>
        address.AbsolutePath + string.Join('&', Uri.UnescapeDataString(address.Query).TrimStart('?').Split('&').Where(o => o.Length > 0 && !o.Contains("skiptoken=", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal));

    private static string Link(JsonObject page) => page.ContainsKey("@odata.context") ? "@odata.nextLink" : "nextLink";

    private static Func<Uri, string, string> Page(Action<Uri, JsonObject> change) => (address, text) =>
    {
        if (JsonNode.Parse(text) is not JsonObject page || page["value"] is not JsonArray { Count: > 0 })
        {
            return text;
        }

        change(address, page);
        return page.ToJsonString();
    };
}
