namespace Ed2402Posture.Commands;

/// <summary>Object ids that the pipeline or a parameter names; without any, everything is wanted.</summary>
internal sealed class IdFilter
{
    private readonly HashSet<string> wanted = new(StringComparer.OrdinalIgnoreCase);
    private bool everything;

    /// <summary>Takes the ids that came with one pipeline object; null when the parameter was not given.</summary>
    public void Add(string[]? ids)
    {
        everything |= ids is null;
        wanted.UnionWith(ids ?? []);
    }

    /// <summary>Whether one of the ids is wanted. Nothing is when the pipeline was empty.</summary>
    public bool Match(params ReadOnlySpan<string?> ids)
    {
        if (everything)
        {
            return true;
        }

        foreach (string? id in ids)
        {
            if (id is not null && wanted.Contains(id))
            {
                return true;
            }
        }

        return false;
    }
}
