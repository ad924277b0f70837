namespace Ed2402Posture.Commands;

/// <summary>Object ids that the pipeline or a parameter names; without any, everything is wanted.</summary>
internal sealed class IdFilter
{
    private readonly HashSet<string> wanted = new(StringComparer.OrdinalIgnoreCase);
    private bool everything;

    /// <summary>The ids that were named.</summary>
    public IEnumerable<string> Named => wanted;

    /// <summary>Takes the ids that came with one pipeline object; null when the parameter was not given.</summary>
    public void Add(IReadOnlyCollection<string>? ids)
    {
        everything |= ids is null;
        wanted.UnionWith(ids ?? []);
    }

    /// <summary>Adds what else each id stands for.</summary>
    public void AddTwins(ILookup<string, string> twins) => wanted.UnionWith(wanted.SelectMany(id => twins[id]).ToList());

    /// <summary>Whether the id is wanted. None is when the pipeline was empty.</summary>
    public bool Match(string id) => everything || wanted.Contains(id);
}
