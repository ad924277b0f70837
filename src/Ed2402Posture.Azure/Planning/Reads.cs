using Ed2402Posture.Azure.Collectors;

namespace Ed2402Posture.Azure.Planning;

/// <summary>How many requests something takes when nothing goes wrong.</summary>
/// <param name="Singles">Requests that are sent by themselves.</param>
/// <param name="BatchParts">Requests that are sent inside batches.</param>
/// <param name="Batches">The batches.</param>
/// <param name="Chain">The longest row of requests of which each waits for the one before.</param>
internal readonly record struct Reads(long Singles, long BatchParts, long Batches, long Chain)
{
    /// <summary>No request.</summary>
    public static Reads None => default;

    /// <summary>One request.</summary>
    public static Reads One => new(1, 0, 0, 1);

    /// <summary>HTTP requests: those by themselves and the batches.</summary>
    public long Requests => Singles + Batches;

    /// <summary>What a quota counts: those by themselves and the parts.</summary>
    public long Counted => Singles + BatchParts;

    /// <summary>A list of so many items, page after page; an empty list takes one request too.</summary>
    public static Reads Pages(long items, int pageSize = Limits.DefaultPage)
    {
        long pages = Math.Max(1, Divide(items, pageSize));
        return new(pages, 0, 0, pages);
    }

    /// <summary>So many requests side by side.</summary>
    public static Reads Each(long number) => new(number, 0, 0, Math.Min(number, 1));

    /// <summary>So many parts of batches side by side.</summary>
    public static Reads Batch(long parts, int partsInBatch = Limits.PartsInBatch) => new(0, parts, Divide(parts, partsInBatch), Math.Min(parts, 1));

    /// <summary>Objects by id in batches.</summary>
    public static Reads ByIds(long ids) => Batch(Divide(ids, Limits.IdsInFilter));

    /// <summary>Batches, each after the one before: one a round of that many parts.</summary>
    public static Reads Rounds(IEnumerable<int> rounds) => rounds.Aggregate(None, (sum, parts) => sum.Then(Batch(parts)));

    /// <summary>The pages after the first of lists whose first page is a part of a batch.</summary>
    public static Reads FurtherPages(IEnumerable<int> sizes, int pageSize = Limits.LargestPage)
    {
        long[] further = [.. sizes.Select(size => Divide(size, pageSize) - 1).Where(pages => pages > 0)];
        return new(further.Sum(), 0, 0, further.DefaultIfEmpty().Max());
    }

    /// <summary>This, and the other after it.</summary>
    public Reads Then(Reads next) => new(Singles + next.Singles, BatchParts + next.BatchParts, Batches + next.Batches, Chain + next.Chain);

    /// <summary>This, and the other beside it.</summary>
    public Reads And(Reads other) => new(Singles + other.Singles, BatchParts + other.BatchParts, Batches + other.Batches, Math.Max(Chain, other.Chain));

    private static long Divide(long number, int by) => (number + by - 1) / by;
}
