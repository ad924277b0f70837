using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Reads lists page by page, to their proven end.</summary>
internal sealed class PageReader(Sender sender)
{
    /// <summary>Pages in a row that bring nothing new before the list is given up: the service may send some empty ones, not many.</summary>
    private const int MostIdlePages = 100;

    /// <summary>One object.</summary>
    /// <exception cref="ReadException">It cannot be read.</exception>
    public Task<T> ReadOneAsync<T>(RequestScope scope, Lane lane, IService service, Call call, JsonTypeInfo<T> json, CancellationToken cancellationToken, double cost = 1) =>
        sender.SendAsync(scope, lane, service, call, cost, (reply, token) => DeserializeAsync(reply, json, token), cancellationToken);

    /// <summary>All pages of a list, item by item into <paramref name="sink"/>.</summary>
    /// <param name="scope">Whose list it is.</param>
    /// <param name="lane">The quota that each page takes from.</param>
    /// <param name="service">Who answers.</param>
    /// <param name="first">The call for the first page.</param>
    /// <param name="json">How a page is read.</param>
    /// <param name="sink">Takes a page's items and answers how many were new.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <param name="cost">What a page takes from the quota.</param>
    /// <exception cref="ReadException">A page cannot be read, or the list has no end.</exception>
    public async Task ReadAllAsync<T>(RequestScope scope, Lane lane, IService service, Call first, JsonTypeInfo<Page<T>> json, Func<IReadOnlyList<T>, int> sink, CancellationToken cancellationToken, double cost = 1)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal);
        bool restarted = false;
        int idle = 0;
        Call? next = first;
        while (next is not null)
        {
            Page<T> page;
            try
            {
                page = await ReadOneAsync(scope, lane, service, next, json, cancellationToken, cost).ConfigureAwait(false);
            }
            catch (ReadException exception) when (next != first && !restarted && IsExpiredCursor(exception))
            {
                restarted = true;
                visited.Clear();
                next = first;
                continue;
            }

            scope.Ledger.Page();
            idle = sink(page.Value) > 0 ? 0 : idle + 1;
            next = page.Next is null ? null : next with { Address = Follow(service, page.Next, visited) };
            if (next is not null && idle > MostIdlePages)
            {
                throw new ReadException($"the list does not end: {MostIdlePages} pages brought nothing new");
            }
        }
    }

    /// <summary>The address that a page names as the next, when it is one to go to.</summary>
    /// <exception cref="ReadException">It leads to another host, or to where one has been.</exception>
    public static Uri Follow(IService service, string link, HashSet<string> visited)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out Uri? address))
        {
            throw new ReadException("the link to the next page is not an address");
        }

        if (!HostHandler.IsAt(service.Root, address))
        {
            throw new ReadException($"the link to the next page leads to '{address.Scheme}://{address.Authority}', not to {service.Root.Authority}: it was not followed");
        }

        return visited.Add(link) ? address : throw new ReadException("the link to the next page leads back to a page already read");
    }

    /// <summary>The first page worked and the same list now does not: its cursor has expired (Graph 400 <c>Directory_ExpiredPageToken</c>,
    /// elsewhere 410 or another 400).</summary>
    public static bool IsExpiredCursor(ReadException exception) => exception.Error?.Status is 400 or 410;

    /// <summary>All pages of a list whose first page came as a part of a batch.</summary>
    /// <inheritdoc cref="ReadAllAsync"/>
    public async Task ReadPartAsync<T>(RequestScope scope, Lane lane, IService service, PartAnswer part, JsonTypeInfo<Page<T>> json, Func<IReadOnlyList<T>, int> sink, CancellationToken cancellationToken, double cost = 1)
    {
        Page<T> page = part.Read(json);
        scope.Ledger.Page();
        sink(page.Value);
        if (page.Next is not null)
        {
            Call rest = Call.Get(Follow(service, page.Next, []));
            await ReadAllAsync(scope, lane, service, rest, json, sink, cancellationToken, cost).ConfigureAwait(false);
        }
    }

    private static async ValueTask<T> DeserializeAsync<T>(Reply reply, JsonTypeInfo<T> json, CancellationToken cancellationToken) =>
        await JsonSerializer.DeserializeAsync(reply.Content, json, cancellationToken).ConfigureAwait(false) ?? throw new JsonException("null");
}
