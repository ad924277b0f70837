using System.Collections.Concurrent;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Objects that are read by their ids: all of them, or, from an earlier snapshot on, those alone that the service says changed, that are new, or that
/// were not there. The service is asked about these objects only (<c>$filter=id eq … or id eq …</c>, at most fifty a link), so that what it takes does not hang on
/// the rest of the directory: a link costs a part of a batch and can spare four. Links are never more than a scan in full takes, so that the sum is never more either.
/// A link that names objects which it was not asked about, or fails, is given up, and its objects are read by id.</summary>
/// <typeparam name="T">The type of the objects.</typeparam>
internal sealed class TrackedObjects<T>(CollectionContext context, Reading<T> reading, Func<T, string> key, Func<string, RequestInformation> request)
    where T : class
{
    /// <summary>The least number of objects: below, links take as many parts as they spare.</summary>
    public const int Least = (2 * Limits.IdsInFilter) + 1;

    private readonly TenantServices services = context.Services;
    private readonly ListSource source = new(reading.Scope, context.Services.Lanes.Directory, context.Services.Graph);
    private readonly DateTimeOffset now = context.Services.Sender.Time.GetUtcNow();

    /// <summary>Reads them into the dataset. Ids that do not come back do not exist.</summary>
    public async Task ReadAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        HashSet<string> open = new(ids, StringComparer.OrdinalIgnoreCase);
        if (context.Into.TracksChanges && open.Count >= Least && await DependOnNothingElseAsync().ConfigureAwait(false))
        {
            List<TrackedLink> links = await FollowAsync(open, cancellationToken).ConfigureAwait(false);
            Dictionary<string, T> earlier = context.Into.Since?.Get(reading.Dataset).Items.ToDictionary(key, StringComparer.OrdinalIgnoreCase) ?? [];
            foreach (string id in links.SelectMany(l => l.Unchanged))
            {
                if (earlier.TryGetValue(id, out T? item) && open.Remove(id))
                {
                    reading.Add([item]);
                }
            }

            reading.ObjectChanges = links.Count == 0 ? null : [.. links.Select(l => new ChangeTracking { Link = l.Next!, From = now, Properties = ChangeLinks.Properties(reading.Dataset), Ids = l.Ids })];
        }

        await ByIds.ReadAsync(services, reading, open, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Follows the links of the earlier snapshot and asks for links to what they leave out, before anything is read: what changes meanwhile is in what is
    /// read, in later changes, or in both. Answers the links that worked.</summary>
    private async Task<List<TrackedLink>> FollowAsync(HashSet<string> wanted, CancellationToken cancellationToken)
    {
        List<TrackedLink> links = Kept(wanted);
        links.AddRange(New(wanted.Except(links.SelectMany(l => l.Ids), StringComparer.OrdinalIgnoreCase)));
        await SendAsync(links, cancellationToken).ConfigureAwait(false);
        List<TrackedLink> again = [.. New(links.Where(l => !l.IsNew && l.Next is null).SelectMany(l => l.Ids).Where(wanted.Contains))];
        await SendAsync(again, cancellationToken).ConfigureAwait(false);
        return [.. links.Concat(again).Where(l => l.Next is not null)];
    }

    /// <summary>The links of the earlier snapshot that help, with most of the objects first, and no more of them than leave room for the rest.</summary>
    private List<TrackedLink> Kept(HashSet<string> wanted)
    {
        Dataset<T>? earlier = context.Into.Since?.Get(reading.Dataset);
        List<TrackedLink> links = [];
        foreach (ChangeTracking tracking in earlier?.IsComplete == true ? earlier.State.ObjectChanges ?? [] : [])
        {
            if (tracking.Ids?.Any(wanted.Contains) == true && tracking.WhyNot(reading.Dataset, now) is null && ChangeLinks.IsOurs(services.Graph.Root, reading.Dataset, tracking.Link, out Uri? address))
            {
                links.Add(new TrackedLink(address, tracking.Ids, IsNew: false));
            }
        }

        links = [.. links.OrderByDescending(l => l.Ids.Count(wanted.Contains))];
        while (links.Count > 0 && links.Count + Needed(wanted.Except(links.SelectMany(l => l.Ids), StringComparer.OrdinalIgnoreCase).Count()) > Needed(wanted.Count))
        {
            links.RemoveAt(links.Count - 1);
        }

        return links;
    }

    private IEnumerable<TrackedLink> New(IEnumerable<string> ids) => ids.Where(id => Guid.TryParse(id, out _)).Chunk(Limits.IdsInChanges)
        .Select(some => new TrackedLink(ChangeLinks.FromNow(services.Graph.Root, reading.Dataset, string.Join(" or ", some.Select(id => $"id eq '{id}'"))), some, IsNew: true));

    private async Task SendAsync(List<TrackedLink> links, CancellationToken cancellationToken)
    {
        Dictionary<Uri, TrackedLink> byAddress = links.DistinctBy(l => l.Address).ToDictionary(l => l.Address);
        try
        {
            await services.Batches.SendAsync(source, "v1.0", byAddress.Keys, part => TakeAsync(byAddress[part.Address], part, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (ReadException)
        {
            // The batch as such was refused: what has no link to later changes is read by id.
        }
    }

    private async Task TakeAsync(TrackedLink link, PartAnswer part, CancellationToken cancellationToken)
    {
        try
        {
            link.Next = await services.Pages.ReadPartChangesAsync(source, part, ChangeLinks.ReadId, link.Take, cancellationToken).ConfigureAwait(false);
        }
        catch (ReadException)
        {
            // The state is no longer kept (410, syncStateNotFound), or something else is wrong with it: its objects are read by id.
        }
    }

    /// <summary>Whether an object is restricted (<c>isManagementRestricted</c>) hangs on administrative units, not on the object: nothing says that it is among the
    /// changes then. Where such units are, were, or may be, all objects are read.</summary>
    private async Task<bool> DependOnNothingElseAsync()
    {
        await context.WhenReadAsync(Datasets.AdministrativeUnits).ConfigureAwait(false);
        return HasNone(context.Into.Find(Datasets.AdministrativeUnits)) && (context.Into.Since is not { } since || HasNone(since.Get(Datasets.AdministrativeUnits)));

        static bool HasNone(Dataset? units) => units is { IsComplete: true } and Dataset<Core.Snapshots.Items.AdministrativeUnit> { Items: var items } && items.All(u => u.IsMemberManagementRestricted != true);
    }

    private static int Needed(int objects) => (objects + Limits.IdsInChanges - 1) / Limits.IdsInChanges;

    /// <summary>A link to the changes of some objects.</summary>
    /// <param name="Address">Where it leads.</param>
    /// <param name="Ids">The objects.</param>
    /// <param name="IsNew">Whether it asks for changes from now on, and tells none.</param>
    private sealed record TrackedLink(Uri Address, IReadOnlyList<string> Ids, bool IsNew)
    {
        private readonly HashSet<string> own = new(Ids, StringComparer.OrdinalIgnoreCase);
        private readonly ConcurrentDictionary<string, bool> changed = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>The link to later changes; null where it did not work.</summary>
        public string? Next { get; set; }

        /// <summary>The objects of which it said nothing.</summary>
        public IEnumerable<string> Unchanged => IsNew || Next is null ? [] : own.Where(id => !changed.ContainsKey(id));

        /// <summary>Takes the ids of a page; answers how many were new.</summary>
        /// <exception cref="ReadException">It tells of others.</exception>
        public int Take(IReadOnlyList<string> ids) =>
            !IsNew && ids.Any(id => !own.Contains(id)) ? throw new ReadException("the changes are not those that were asked for") : ids.Count(id => changed.TryAdd(id, true));
    }
}
