using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>The privileged users for datasets that are read user by user.</summary>
internal static class KnownUsers
{
    /// <summary>What tells the users that an assignment names: there long before members of groups are.</summary>
    public static readonly IReadOnlyList<DatasetDefinition> Sooner = [Datasets.Principals, .. PrivilegedIds.Sources];

    /// <summary>What tells all of them.</summary>
    public static readonly IReadOnlyList<DatasetDefinition> Later = [Datasets.Users, .. new UsersCollector().RestsOn];

    /// <summary>Those that were read; where users cannot be read, all ids that may be one.</summary>
    public static IEnumerable<string> Ids(IReadSoFar context) =>
        context.IsComplete(Datasets.Users) ? context.Items(Datasets.Users).Select(u => u.Id) : PrivilegedIds.Users(context);

    /// <summary>Reads something of all of them, so many at a time: full chunks of those known soon at once, the rest when all are known. The slowest
    /// quotas thus never wait for the others, and no more requests are sent than with all known from the start.</summary>
    /// <param name="context">The collection; <see cref="Sooner"/> is read.</param>
    /// <param name="wanted">Which of them are asked for.</param>
    /// <param name="size">How many go into a request.</param>
    /// <param name="read">Reads a chunk.</param>
    /// <param name="list">The list that may take fewer requests; null where there is none.</param>
    public static async Task ReadAsync(CollectionContext context, Func<string, bool> wanted, int size, Func<string[], Task> read, WholeList? list = null)
    {
        List<string[]> sooner = [.. KnownSooner(context, wanted, size)];
        if (list is not null && await list.PaysAsync(sooner.Count).ConfigureAwait(false))
        {
            // It is read when all are known.
            sooner = [];
        }

        Task first = Task.WhenAll(sooner.Select(read));
        await context.WhenReadAsync(Datasets.Users, first).ConfigureAwait(false);
        List<string[]> others = [.. Others(context, sooner, wanted, size)];
        await Task.WhenAll(first, ReadAsync(others, read, list)).ConfigureAwait(false);
    }

    /// <summary>The chunks in which all of them are read.</summary>
    public static IEnumerable<string[]> Chunks(IReadSoFar known, int size)
    {
        List<string[]> sooner = [.. KnownSooner(known, static _ => true, size)];
        return sooner.Concat(Others(known, sooner, static _ => true, size));
    }

    /// <summary>The requests by which all of them are read, or the list where it takes fewer.</summary>
    public static Reads Requests(KnownTenant known, Func<string, bool> wanted, int size, int pageSize)
    {
        List<string[]> sooner = [.. KnownSooner(known, wanted, size)];
        bool asked = sooner.Count > WholeList.FewRequests;
        if (asked && WholeList.Pays(sooner.Count, known.TenantUsers, pageSize))
        {
            sooner = [];
        }

        List<string[]> others = [.. Others(known, sooner, wanted, size)];
        asked |= others.Count > WholeList.FewRequests;
        Reads rest = others.Count > WholeList.FewRequests && WholeList.Pays(others.Count, known.TenantUsers, pageSize) ? Reads.Pages(known.TenantUsers!.Value, pageSize) : Reads.Each(others.Count);
        return (asked ? Reads.One : Reads.None).Then(Reads.Each(sooner.Count).And(rest));
    }

    private static async Task ReadAsync(List<string[]> chunks, Func<string[], Task> read, WholeList? list)
    {
        if (list is null || !await list.PaysAsync(chunks.Count).ConfigureAwait(false) || !await list.ReadAsync(chunks.SelectMany(c => c)).ConfigureAwait(false))
        {
            await Task.WhenAll(chunks.Select(read)).ConfigureAwait(false);
        }
    }

    private static IEnumerable<string[]> KnownSooner(IReadSoFar known, Func<string, bool> wanted, int size) =>
        (known.IsComplete(Datasets.Principals) ? PrivilegedIds.Named(known) : []).Where(wanted).Chunk(size).Where(chunk => chunk.Length == size);

    private static IEnumerable<string[]> Others(IReadSoFar known, IEnumerable<string[]> sooner, Func<string, bool> wanted, int size)
    {
        var done = sooner.SelectMany(chunk => chunk).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Ids(known).Where(id => !done.Contains(id) && wanted(id)).Chunk(size);
    }
}
