using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Graph.Queries;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>Deleted objects, one list a type; the type is part of the path and not of the answer. The path takes the type by its whole name or by the
/// alias that the SDK writes.</summary>
internal static class DeletedItemEndpoints
{
    public static readonly IReadOnlyList<GraphEndpoint> All = [.. from type in (string[])["user", "application", "servicePrincipal"] from alias in (string[])["graph", "microsoft.graph"] select For(alias, type), One];

    private static GraphEndpoint One => new("/directory/deletedItems/{id}")
    {
        Dataset = Datasets.DeletedPrincipals, Cost = 1, Rules = new() { Type = "directoryObject", Options = ["$select"], IsList = false },
        Answer = call => call.One(call.Table(Datasets.DeletedPrincipals).Find(call.Id) is { } row ? new Item(row) : null, call.Id),
    };

    private static GraphEndpoint For(string alias, string type) => new($"/directory/deletedItems/{alias}.{type}")
    {
        Dataset = Datasets.DeletedObjects, Cost = 2, Rules = new() { Type = type, Options = DirectoryEndpoints.ListOptions, Advanced = true },
        Answer = call => call.List(
            call.Table(Datasets.DeletedObjects).Rows.Where(r => r.GetProperty(Item.TypeName).GetString() == $"#microsoft.graph.{type}").Select(r => new Item(Untyped(r))),
            $"directoryObjects/microsoft.graph.{type}"),
    };

    private static JsonElement Untyped(JsonElement row) =>
        JsonSerializer.SerializeToElement(row.EnumerateObject().Where(p => p.Name != Item.TypeName).ToDictionary(p => p.Name, p => p.Value));
}
