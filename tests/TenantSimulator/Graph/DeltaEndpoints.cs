using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>What changed in a list since a state. As the services do, it names objects more than once and some that did not change, gives of a changed
/// object little more than what changed and never its keys, and marks what is gone with <c>@removed</c>.</summary>
internal static class DeltaEndpoints
{
    private const int DefaultPage = 200;
    private static readonly string[] Options = ["$deltatoken", "$select"];

    public static readonly IReadOnlyList<GraphEndpoint> All =
    [
        new("/applications/delta") { Dataset = Datasets.Applications, Cost = 2, Rules = new QueryRules { Type = "application", Options = Options }, Answer = call => Answer(call, Datasets.Applications) },
        new("/servicePrincipals/delta") { Dataset = Datasets.ServicePrincipals, Cost = 1, Rules = new QueryRules { Type = "servicePrincipal", Options = Options }, Answer = call => Answer(call, Datasets.ServicePrincipals) },
    ];

    private static ServiceResponse Answer<T>(GraphCall call, DatasetDefinition<T> dataset)
        where T : class
    {
        string? token = Option(call, "$deltatoken") ?? call.Query.Cursor;
        State? state = token switch
        {
            null => new State(-1, call.History.Version, 0, call.Query.Select ?? dataset.PropertyNames),
            "latest" => new State(call.History.Version, call.History.Version, 0, call.Query.Select ?? dataset.PropertyNames),
            _ => State.Read(token),
        };
        if (state is null || (state.From >= 0 && call.History.At(state.From) is null))
        {
            return GraphErrors.Error(410, "resyncRequired", "Resync required. Replace any local items with the server's version.").With("Location", $"{call.Request.Root.GetLeftPart(UriPartial.Authority)}{call.Request.RawPath}");
        }

        // A link to later changes begins a new round: up to the tenant as it is now.
        int to = Option(call, "$deltatoken") is not (null or "latest") ? call.History.Version : state.To;
        List<Action<Utf8JsonWriter>> changes = [.. Changes(call, dataset, state.From, to, state.Select)];
        int size = call.Options.PageSize ?? DefaultPage;
        return ServiceResponse.Json(200, writer =>
        {
            string root = $"{call.Request.Root.GetLeftPart(UriPartial.Authority)}{call.Request.RawPath}";
            bool more = state.Offset + size < changes.Count;
            writer.WriteStartObject();
            writer.WriteString(more ? "@odata.nextLink" : "@odata.deltaLink", more ? $"{root}?$skiptoken={(state with { To = to, Offset = state.Offset + size }).Write()}" : $"{root}?$deltatoken={new State(to, to, 0, state.Select).Write()}");
            writer.WriteStartArray("value");
            foreach (Action<Utf8JsonWriter> write in changes.Skip(state.Offset).Take(size))
            {
                write(writer);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static IEnumerable<Action<Utf8JsonWriter>> Changes<T>(GraphCall call, DatasetDefinition<T> dataset, int from, int to, IReadOnlyList<string> select)
        where T : class
    {
        Table now = call.History.At(to)!.Get(dataset);
        Table? before = call.History.At(from)?.Get(dataset);
        var random = new Random(call.Options.Seed + from + (to * 31));
        foreach (JsonElement row in now.Rows)
        {
            string id = row.GetProperty("id").GetString()!;
            JsonElement? old = before?.Find(id);
            List<string> changed = [.. select.Where(p => p != "id" && (old is null || Text(row, p) != Text(old.Value, p)))];
            if (changed.Count > 0 || (before is not null && from != to && random.Next(8) == 0))
            {
                yield return writer => Write(writer, row, changed);
                if (random.Next(4) == 0)
                {
                    yield return old is not null && random.Next(2) == 0 ? writer => Write(writer, old.Value, changed) : writer => Removed(writer, id, "changed");
                }
            }
        }

        foreach (JsonElement row in before?.Rows ?? [])
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

    /// <summary>A state of the list, as its tokens carry it: from which version to which, from which row on, with which properties.</summary>
    private sealed record State(int From, int To, int Offset, IReadOnlyList<string> Select)
    {
        public string Write() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{From}|{To}|{Offset}|{string.Join(',', Select)}")));

        public static State? Read(string token)
        {
            try
            {
                string[] parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('|');
                return parts.Length == 4 ? new State(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture), parts[3].Split(',')) : null;
            }
            catch (FormatException)
            {
                return null;
            }
        }
    }
}
