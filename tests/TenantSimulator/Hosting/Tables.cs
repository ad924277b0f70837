using System.Collections.Concurrent;
using System.Text.Json;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.TenantSimulator.Hosting;

/// <summary>The rows of a dataset as JSON, and by id.</summary>
internal sealed class Table(IReadOnlyList<JsonElement> rows)
{
    private Dictionary<string, JsonElement>? byId;

    public IReadOnlyList<JsonElement> Rows => rows;

    public JsonElement? Find(string id) => (byId ??= Index()).TryGetValue(id, out JsonElement row) ? row : null;

    private Dictionary<string, JsonElement> Index()
    {
        var index = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (JsonElement row in rows)
        {
            index.TryAdd(row.GetProperty("id").GetString()!, row);
        }

        return index;
    }
}

/// <summary>The snapshot as JSON rows under the services' own property names; each dataset is turned once, when it is first asked for.</summary>
internal sealed class Tables(Snapshot snapshot)
{
    private readonly ConcurrentDictionary<string, Table> tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, ILookup<string, JsonElement>> children = new(StringComparer.OrdinalIgnoreCase);

    public Snapshot Snapshot => snapshot;

    /// <summary>The users that only a case names.</summary>
    public Table NamedUsers => field ??= new Table([.. Get(Datasets.NamedUsers).Rows.Where(r => r.TryGetProperty("user", out _)).Select(r => r.GetProperty("user"))]);

    public Table Get<T>(DatasetDefinition<T> dataset)
        where T : class =>
        tables.GetOrAdd(dataset.Name, _ => new Table([.. snapshot.Get(dataset).Items.Select(item => Row(JsonSerializer.Serialize(item, dataset.Json)))]));

    /// <summary>The services write UTC times with a Z.</summary>
    private static JsonElement Row(string json) => JsonElement.Parse(json.Replace("+00:00\"", "Z\"", StringComparison.Ordinal));

    /// <summary>Rows of one parent: members, owners, methods.</summary>
    public IEnumerable<JsonElement> Children<T>(DatasetDefinition<T> dataset, string parentId)
        where T : class =>
        children.GetOrAdd(dataset.Name, _ => Get(dataset).Rows.ToLookup(row => row.GetProperty("parentId").GetString()!, StringComparer.OrdinalIgnoreCase))[parentId];
}
