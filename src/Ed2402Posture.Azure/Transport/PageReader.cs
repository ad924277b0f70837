using Ed2402Posture.Azure.Collectors;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Reads lists page by page, to their proven end.</summary>
internal sealed class PageReader(Sender sender)
{
    /// <summary>Pages in a row that bring nothing new before the list is given up: the service may send some empty ones, not many.</summary>
    private const int MostIdlePages = 100;

    /// <summary>One object.</summary>
    /// <exception cref="ReadException">It cannot be read.</exception>
    public Task<T> ReadOneAsync<T>(ListSource source, Call call, ItemReader<T> item, CancellationToken cancellationToken) =>
        sender.SendAsync(source.Scope, source.Lane, source.Service, call, source.Cost, async (reply, token) => Bodies.ReadOne(await Bodies.ReadAllAsync(reply.Content, token).ConfigureAwait(false), item), cancellationToken);

    /// <summary>All pages of a list.</summary>
    /// <param name="source">Where the pages come from.</param>
    /// <param name="first">The call for the first page.</param>
    /// <param name="item">Reads an item.</param>
    /// <param name="sink">Takes a page's items and answers how many were new.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="ReadException">A page cannot be read, or the list has no end.</exception>
    public Task ReadAllAsync<T>(ListSource source, Call first, ItemReader<T> item, Func<IReadOnlyList<T>, int> sink, CancellationToken cancellationToken) =>
        ReadChangesAsync(source, first, item, sink, cancellationToken);

    /// <summary>All pages of a list, into a sink that may wait: the next page is not asked for before it has taken the last.</summary>
    /// <inheritdoc cref="ReadAllAsync{T}(ListSource, Call, ItemReader{T}, Func{IReadOnlyList{T}, int}, CancellationToken)"/>
    public Task ReadAllAsync<T>(ListSource source, Call first, ItemReader<T> item, Func<IReadOnlyList<T>, ValueTask<int>> sink, CancellationToken cancellationToken) =>
        FollowAsync(source, first, item, sink, cancellationToken);

    /// <summary>All pages of a list, and the link to later changes that the last page names; null where it names none.</summary>
    /// <inheritdoc cref="ReadAllAsync{T}(ListSource, Call, ItemReader{T}, Func{IReadOnlyList{T}, int}, CancellationToken)"/>
    public Task<string?> ReadChangesAsync<T>(ListSource source, Call first, ItemReader<T> item, Func<IReadOnlyList<T>, int> sink, CancellationToken cancellationToken) =>
        FollowAsync(source, first, item, items => new ValueTask<int>(sink(items)), cancellationToken);

    private async Task<string?> FollowAsync<T>(ListSource source, Call first, ItemReader<T> item, Func<IReadOnlyList<T>, ValueTask<int>> sink, CancellationToken cancellationToken)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal);
        bool restarted = false;
        int idle = 0, pages = 0;
        string? changes = null;
        Call? next = first;
        while (next is not null)
        {
            Page<T> page;
            try
            {
                page = await sender.SendAsync(source.Scope, source.Lane, source.Service, next, source.Cost, (reply, token) => Bodies.ReadPageAsync(reply.Content, item, token), cancellationToken).ConfigureAwait(false);
            }
            catch (ReadException exception) when (next != first && !restarted && IsExpiredCursor(exception))
            {
                // The pages up to here come again, with nothing new.
                restarted = true;
                idle = -pages;
                visited.Clear();
                next = first;
                continue;
            }

            source.Scope.Ledger.Page();
            pages++;
            idle = await sink(page.Items).ConfigureAwait(false) > 0 ? 0 : idle + 1;
            changes = page.DeltaLink;
            next = page.Next is null ? null : next with { Address = Follow(source.Service, page.Next, visited) };
            if (next is not null && idle > MostIdlePages)
            {
                throw new ReadException($"the list does not end: {MostIdlePages} pages brought nothing new");
            }
        }

        return changes;
    }

    /// <summary>One page of a list.</summary>
    /// <param name="source">Where the page comes from.</param>
    /// <param name="first">The call for the first page.</param>
    /// <param name="cursor">What the page before named as the next; null for the first page.</param>
    /// <param name="item">Reads an item.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="ReadException">The page cannot be read.</exception>
    public async Task<Page<T>> ReadPageAsync<T>(ListSource source, Call first, string? cursor, ItemReader<T> item, CancellationToken cancellationToken)
    {
        Call call = cursor is null ? first : first with { Address = Follow(source.Service, cursor, []) };
        Page<T> page = await sender.SendAsync(source.Scope, source.Lane, source.Service, call, source.Cost, (reply, token) => Bodies.ReadPageAsync(reply.Content, item, token), cancellationToken).ConfigureAwait(false);
        source.Scope.Ledger.Page();
        return page;
    }

    /// <summary>All pages of a list whose first page came as a part of a batch.</summary>
    /// <inheritdoc cref="ReadAllAsync{T}(ListSource, Call, ItemReader{T}, Func{IReadOnlyList{T}, int}, CancellationToken)"/>
    public Task ReadPartAsync<T>(ListSource source, PartAnswer part, ItemReader<T> item, Func<IReadOnlyList<T>, int> sink, CancellationToken cancellationToken) =>
        ReadPartChangesAsync(source, part, item, sink, cancellationToken);

    /// <summary>All pages of a list whose first page came as a part of a batch, and the link to later changes that the last page names; null where it names none.</summary>
    /// <inheritdoc cref="ReadAllAsync{T}(ListSource, Call, ItemReader{T}, Func{IReadOnlyList{T}, int}, CancellationToken)"/>
    public async Task<string?> ReadPartChangesAsync<T>(ListSource source, PartAnswer part, ItemReader<T> item, Func<IReadOnlyList<T>, int> sink, CancellationToken cancellationToken)
    {
        (string? next, string? changes) = ReadFirst();
        return next is null ? changes : await ReadChangesAsync(source, Call.Get(Follow(source.Service, next, [])), item, sink, cancellationToken).ConfigureAwait(false);

        (string? Next, string? Changes) ReadFirst()
        {
            Page<T> page = part.Read(body => Bodies.ReadPage(body, item));
            part.LetGo();
            source.Scope.Ledger.Page();
            sink(page.Items);
            return (page.Next, page.DeltaLink);
        }
    }

    /// <summary>The first page worked and the same list now does not: its cursor has expired (Graph 400 <c>Directory_ExpiredPageToken</c>,
    /// elsewhere 410 or another 400).</summary>
    public static bool IsExpiredCursor(ReadException exception) => exception.Error?.Status is 400 or 410;

    /// <summary>The address that a page names as the next, when it is one to go to.</summary>
    /// <exception cref="ReadException">It leads to another host, or to where one has been.</exception>
    private static Uri Follow(IService service, string link, HashSet<string> visited)
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
}

/// <summary>Where pages come from, and on whose account.</summary>
/// <param name="Scope">Whose list it is.</param>
/// <param name="Lane">The quota that each request takes from.</param>
/// <param name="Service">Who answers.</param>
/// <param name="Cost">What a request takes from the quota.</param>
internal sealed record ListSource(RequestScope Scope, Lane Lane, IService Service, double Cost = 1)
{
    /// <summary>The most parts of one batch.</summary>
    public int PartsInBatch { get; init; } = Limits.PartsInBatch;
}
