using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>A list of Graph that is read in full, or brought up to date from an earlier snapshot: the service names what changed, and each of these objects is
/// read again by its id. What a list of changes says of an object is not relied on beyond its id: it need not carry every property, and an object may be in
/// it several times. An object that does not come back is gone. Whatever goes wrong on the way ends in the full list.</summary>
/// <typeparam name="T">The type of its items.</typeparam>
internal abstract class TrackedList<T>(DatasetDefinition<T> dataset, Func<T, ItemKey> key) : GraphList<T>(dataset, key)
    where T : class
{
    private readonly Func<T, string> id = item => key(item).Id;

    /// <summary>The request for the objects of a filter.</summary>
    protected abstract RequestInformation RequestSome(GraphServiceClient graph, string filter);

    protected override async Task ReadAsync(CollectionContext context, Reading<T> reading, CancellationToken cancellationToken)
    {
        if (context.Into.Since?.Get(Definition) is { } earlier && await TryBringUpToDateAsync(context, reading, earlier, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        if (context.Into.TracksChanges)
        {
            // Asked for before the list: what changes while that is read is in the list, in the changes, or in both.
            reading.Changes = await BeginTrackingAsync(context, reading, cancellationToken).ConfigureAwait(false);
        }

        await base.ReadAsync(context, reading, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ChangeTracking?> BeginTrackingAsync(CollectionContext context, Reading<T> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        DateTimeOffset now = services.Sender.Time.GetUtcNow();
        try
        {
            Uri address = ChangeLinks.FromNow(services.Graph.Root, Definition);
            string? link = await services.Pages.ReadChangesAsync(Source(services, reading), Call.Get(address), ChangeLinks.ReadId, static _ => 0, cancellationToken).ConfigureAwait(false);
            return link is null ? null : new ChangeTracking { Link = link, From = now, Properties = ChangeLinks.Properties(Definition) };
        }
        catch (ReadException)
        {
            // The next scan reads the list in full; this one loses nothing.
            return null;
        }
    }

    private async Task<bool> TryBringUpToDateAsync(CollectionContext context, Reading<T> reading, Dataset<T> earlier, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        DateTimeOffset now = services.Sender.Time.GetUtcNow();
        if (ChangeTracking.WhyNot(earlier, now) is not null || !ChangeLinks.IsOurs(services.Graph.Root, Definition, earlier.State.Changes!.Link, out Uri? address))
        {
            return false;
        }

        try
        {
            var changed = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            string? link = await services.Pages.ReadChangesAsync(Source(services, reading), Call.Get(address), ChangeLinks.ReadId, ids => ids.Count(changed.Add), cancellationToken).ConfigureAwait(false);
            if (link is null || Requests(changed.Count, Limits.IdsInFilter) > Requests(earlier.Count, PageSize))
            {
                // So much changed that the list itself takes fewer requests.
                return false;
            }

            Dictionary<string, T> current = earlier.Items.Where(i => !changed.Contains(id(i))).ToDictionary(id, StringComparer.OrdinalIgnoreCase);
            await ByIds.ReadAsync(services, Source(services, reading), Definition, changed, filter => RequestSome(services.Graph.V1, filter), Take, cancellationToken).ConfigureAwait(false);
            if (await CountAsync(services, reading, cancellationToken).ConfigureAwait(false) != current.Count)
            {
                return false;
            }

            reading.Changes = new ChangeTracking { Link = link, From = now, Properties = ChangeLinks.Properties(Definition) };
            reading.Add(current.Values);
            return true;

            int Take(IReadOnlyList<T> found)
            {
                lock (current)
                {
                    foreach (T item in found)
                    {
                        current[id(item)] = item;
                    }
                }

                return found.Count;
            }
        }
        catch (ReadException)
        {
            // The state is no longer kept (410, syncStateNotFound), or something else is wrong with it.
            return false;
        }
    }

    /// <summary>How many objects there are, as the service counts them.</summary>
    private async Task<long?> CountAsync(TenantServices services, Reading<T> reading, CancellationToken cancellationToken)
    {
        var address = new Uri(services.Graph.Root, $"/v1.0{Definition.Endpoint}?$count=true&$select=id&$top=1");
        Page<string> page = await services.Pages.ReadPageAsync(Source(services, reading), Call.Get(address), null, ChangeLinks.ReadId, cancellationToken).ConfigureAwait(false);
        return page.TotalRecords;
    }

    private ListSource Source(TenantServices services, Reading<T> reading) => new(reading.Scope, Lane(services.Lanes), services.Graph, RequestUnits);

    private static int Requests(int items, int each) => (items + each - 1) / each;
}
