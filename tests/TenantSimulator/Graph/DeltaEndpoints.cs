using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>What changed in a list since a state. As the services do, it names objects more than once and some that did not change, gives of a changed
/// object little more than what changed and never its keys, marks what is gone with <c>@removed</c>, names what was restored like something new, and says nothing
/// when a property changes that hangs on other objects. Users and groups may be asked for by their ids, fifty at most.</summary>
internal static class DeltaEndpoints
{
    private const int DefaultPage = 200;
    private const int MaxIds = 50;
    private const string Derived = "isManagementRestricted";

    public static readonly IReadOnlyList<GraphEndpoint> All =
    [
        Endpoint("/applications/delta", Datasets.Applications, "application", 2, Rows(Datasets.Applications), isScoped: false),
        Endpoint("/servicePrincipals/delta", Datasets.ServicePrincipals, "servicePrincipal", 1, Rows(Datasets.ServicePrincipals), isScoped: false),
        Endpoint("/users/delta", Datasets.Users, "user", 2, tables => new Table([.. DirectoryObjects.Users(tables)])),
        Endpoint("/groups/delta", Datasets.Groups, "group", 1, tables => new Table([.. DirectoryObjects.Groups(tables)])),
    ];

    private static GraphEndpoint Endpoint<T>(string path, DatasetDefinition<T> dataset, string type, int cost, Func<Tables, Table> list, bool isScoped = true)
        where T : class => new(path)
    {
        Dataset = dataset, Cost = cost, Answer = call => Answer(call, dataset.PropertyNames, list),
        Rules = isScoped
            ? new QueryRules { Type = type, Options = ["$deltatoken", "$select", "$filter"], Filters = QueryRules.Filterable("id:eq"), MaxAlternatives = MaxIds }
            : new QueryRules { Type = type, Options = ["$deltatoken", "$select"] },
    };

    private static Func<Tables, Table> Rows<T>(DatasetDefinition<T> dataset)
        where T : class => tables => tables.Get(dataset);

    private static ServiceResponse Answer(GraphCall call, IReadOnlyList<string> properties, Func<Tables, Table> list)
    {
        if (call.Query.Filter is { } filter && Ids(filter) is null)
        {
            return GraphErrors.InvalidFilter("Only 'id eq' joined by 'or' is supported here.");
        }

        string? token = Option(call, "$deltatoken") ?? call.Query.Cursor;
        State? state = token switch
        {
            null or "latest" => new State(token is null ? -1 : call.History.Version, call.History.Version, 0, call.Query.Select ?? properties, call.Query.Filter is null ? [] : Ids(call.Query.Filter)!),
            _ => State.Read(token),
        };
        if (state is null || (state.From >= 0 && call.History.At(state.From) is null))
        {
            return GraphErrors.Error(410, "resyncRequired", "Resync required. Replace any local items with the server's version.").With("Location", $"{call.Request.Root.GetLeftPart(UriPartial.Authority)}{call.Request.RawPath}");
        }

        // A link to later changes begins a new round: up to the tenant as it is now.
        int to = Option(call, "$deltatoken") is not (null or "latest") ? call.History.Version : state.To;
        List<Action<Utf8JsonWriter>> changes = [.. Changes(call, list, state, to)];
        int size = call.Options.PageSize ?? DefaultPage;
        return ServiceResponse.Json(200, writer =>
        {
            string root = $"{call.Request.Root.GetLeftPart(UriPartial.Authority)}{call.Request.RawPath}";
            bool more = state.Offset + size < changes.Count;
            writer.WriteStartObject();
            writer.WriteString(more ? "@odata.nextLink" : "@odata.deltaLink", more ? $"{root}?$skiptoken={(state with { To = to, Offset = state.Offset + size }).Write()}" : $"{root}?$deltatoken={(state with { From = to, To = to, Offset = 0 }).Write()}");
            writer.WriteStartArray("value");
            foreach (Action<Utf8JsonWriter> write in changes.Skip(state.Offset).Take(size))
            {
                write(writer);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static IEnumerable<Action<Utf8JsonWriter>> Changes(GraphCall call, Func<Tables, Table> list, State state, int to)
    {
        Table now = list(call.History.At(to)!);
        Table? before = call.History.At(state.From) is { } tables ? list(tables) : null;
        var random = new Random(call.Options.Seed + state.From + (to * 31));
        foreach (JsonElement row in now.Rows.Where(state.Asks))
        {
            string id = row.GetProperty("id").GetString()!;
            JsonElement? old = before?.Find(id);
            List<string> changed = [.. state.Select.Where(p => p != "id" && (old is null || (p != Derived && Text(row, p) != Text(old.Value, p))))];
            if (changed.Count > 0 || (before is not null && state.From != to && random.Next(8) == 0))
            {
                yield return writer => Write(writer, row, changed);
                if (random.Next(4) == 0)
                {
                    yield return old is not null && random.Next(2) == 0 ? writer => Write(writer, old.Value, changed) : writer => Removed(writer, id, "changed");
                }
            }
        }

        foreach (JsonElement row in (before?.Rows ?? []).Where(state.Asks))
        {
            string id = row.GetProperty("id").GetString()!;
            if (now.Find(id) is null)
            {
                string reason = random.Next(2) == 0 ? "changed" : "deleted";
                yield return writer => Removed(writer, id, reason);
                if (random.Next(4) == 0)
                {
                    yield return writer => Write(writer, row, ["displayName"]);
                }
            }
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement row, IEnumerable<string> properties)
    {
        writer.WriteStartObject();
        writer.WriteString("id", row.GetProperty("id").GetString());
        foreach (string name in properties.Where(p => p is not ("keyCredentials" or "passwordCredentials")))
        {
            if (row.TryGetProperty(name, out JsonElement value))
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    private static void Removed(Utf8JsonWriter writer, string id, string reason)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteStartObject("@removed");
        writer.WriteString("reason", reason);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string Text(JsonElement row, string property) => row.TryGetProperty(property, out JsonElement value) ? value.GetRawText() : "";

    private static string? Option(GraphCall call, string name) => call.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>The ids of a filter that names nothing else; null for any other filter.</summary>
    private static IReadOnlyList<string>? Ids(Filter filter) => filter switch
    {
        CompareFilter { Path: "id", Operator: "eq", Value: string id } => [id],
        OrFilter { Left: var left, Right: var right } when Ids(left) is { } some && Ids(right) is { } more => [.. some, .. more],
        _ => null,
    };

    /// <summary>A state of the list, as its tokens carry it: from which version to which, from which row on, with which properties, of which objects (none: of all).</summary>
    private sealed record State(int From, int To, int Offset, IReadOnlyList<string> Select, IReadOnlyList<string> Ids)
    {
        public bool Asks(JsonElement row) => Ids.Count == 0 || Ids.Contains(row.GetProperty("id").GetString()!, StringComparer.OrdinalIgnoreCase);

        public string Write() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{From}|{To}|{Offset}|{string.Join(',', Select)}|{string.Join(',', Ids)}")));

        public static State? Read(string token)
        {
            try
            {
                string[] parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('|');
                return parts.Length == 5
                    ? new State(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture), parts[3].Split(','), parts[4].Split(',', StringSplitOptions.RemoveEmptyEntries))
                    : null;
            }
            catch (FormatException)
            {
                return null;
            }
        }
    }
}
