namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>Members of Microsoft Graph's types, from <c>Data/graph-types.tsv</c>: what may be selected and expanded.</summary>
internal static class GraphTypes
{
    private sealed record GraphType(string Base, IReadOnlyList<string> Properties, IReadOnlyList<string> Navigations);

    /// <summary>What a collection of directory objects may hold; a select there may name any of their properties.</summary>
    private static readonly string[] DirectoryObjects = ["user", "group", "servicePrincipal", "directoryObjectPartnerReference"];
    private static readonly Lazy<Dictionary<string, GraphType>> Types = new(Read);

    public static bool HasProperty(string type, string name) =>
        Chain(type).Any(t => t.Properties.Contains(name, StringComparer.OrdinalIgnoreCase))
        || (type == "directoryObject" && DirectoryObjects.Any(t => HasProperty(t, name)))
        || (type == "namedLocation" && (HasProperty("ipNamedLocation", name) || HasProperty("countryNamedLocation", name)));

    public static bool HasNavigation(string type, string name) => Chain(type).Any(t => t.Navigations.Contains(name, StringComparer.OrdinalIgnoreCase));

    private static IEnumerable<GraphType> Chain(string type)
    {
        for (string name = type; Types.Value.TryGetValue(name, out GraphType? found); name = found.Base)
        {
            yield return found;
        }
    }

    private static Dictionary<string, GraphType> Read()
    {
        using Stream stream = typeof(GraphTypes).Assembly.GetManifestResourceStream("Ed2402Posture.TenantSimulator.Data.graph-types.tsv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').Select(l => l.Split('\t'))
            .ToDictionary(f => f[0], f => new GraphType(f[1], f[2].Split(' ', StringSplitOptions.RemoveEmptyEntries), f[3].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }
}
