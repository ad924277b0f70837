namespace Ed2402Posture.Azure.Transport;

/// <summary>Reads one item of a list from its JSON object.</summary>
internal delegate T ItemReader<out T>(ReadOnlySpan<byte> utf8Json);

/// <summary>A page of a list, as Graph, ARM and Resource Graph write it.</summary>
/// <typeparam name="T">The type of its items.</typeparam>
internal sealed class Page<T>
{
    /// <summary>The items, in order.</summary>
    public List<T> Items { get; } = [];

    /// <summary>The link to the next page (<c>@odata.nextLink</c>, <c>nextLink</c>), or Resource Graph's <c>$skipToken</c>; null on the last page.</summary>
    public string? Next { get; set; }

    /// <summary>The link that answers later changes (<c>@odata.deltaLink</c>), on the last page of a list of changes.</summary>
    public string? DeltaLink { get; set; }
    /// <summary>Rows of the whole query: Resource Graph's, or Graph's <c>@odata.count</c>.</summary>
    public long? TotalRecords { get; set; }

    /// <summary>Resource Graph: whether rows are left out.</summary>
    public bool IsTruncated { get; set; }
}
