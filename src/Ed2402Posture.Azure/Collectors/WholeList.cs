using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>A list of all the tenant's users that tells what is otherwise asked for by ids. It stands in for them where it takes fewer requests: a group of very many members may hold
/// a role, and reports let five requests pass in ten seconds. What comes of others is dropped page by page.</summary>
internal sealed class WholeList
{
    /// <summary>So many requests by ids are sent without asking for the number of the tenant's users.</summary>
    public const int FewRequests = 20;

    private readonly int pageSize;
    private readonly Func<IReadOnlySet<string>, Task<bool>> read;
    private readonly Lazy<Task<long?>> users;

    private WholeList(int pageSize, Func<Task<long?>> count, Func<IReadOnlySet<string>, Task<bool>> read)
    {
        this.pageSize = pageSize;
        this.read = read;
        users = new(count);
    }

    /// <summary>A list of a dataset.</summary>
    /// <param name="services">What the tenant is read with.</param>
    /// <param name="reading">Receives the items.</param>
    /// <param name="source">Where the pages come from.</param>
    /// <param name="pageSize">The items that a page has at least.</param>
    /// <param name="calls">The calls for the first page, the best first: the next is sent where the service refuses one.</param>
    /// <param name="id">The id of an item's user.</param>
    /// <param name="share">The item with that text as its id.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public static WholeList Of<T>(TenantServices services, Reading<T> reading, ListSource source, int pageSize, IReadOnlyList<Uri> calls, Func<T, string> id, Func<T, string, T> share, CancellationToken cancellationToken)
        where T : class
    {
        return new WholeList(pageSize, () => ObjectCount.AskAsync(services.Pages, source, ObjectCount.Users, cancellationToken), ReadAsync);

        async Task<bool> ReadAsync(IReadOnlySet<string> wanted)
        {
            var known = new Dictionary<string, string>(wanted.Select(w => KeyValuePair.Create(w, w)), StringComparer.OrdinalIgnoreCase);
            bool began = false;
            foreach (Uri call in calls)
            {
                try
                {
                    await services.Pages.ReadAllAsync(source, Call.Get(call), reading.Dataset.ReadItem, Keep, cancellationToken).ConfigureAwait(false);
                    return true;
                }
                catch (ReadException exception) when (!began && exception.Error?.Status is 400 or 501)
                {
                    reading.Scope.Ledger.FailedRequest(exception.Error.RequestId);
                }
            }

            return false;

            // The number of items on the page: one that brings nobody wanted is no idle page.
            int Keep(IReadOnlyList<T> items)
            {
                began = true;
                var kept = new List<T>();
                foreach (T item in items)
                {
                    if (known.TryGetValue(id(item), out string? held))
                    {
                        kept.Add(share(item, held));
                    }
                }

                reading.Add(kept);
                return items.Count;
            }
        }
    }

    /// <summary>Whether the list takes fewer requests than these; asks for the number of users when they are not few.</summary>
    public async Task<bool> PaysAsync(int requests) => requests > FewRequests && Pays(requests, await users.Value.ConfigureAwait(false), pageSize);

    /// <summary>As the other, with the number of users known; null where the service does not tell it.</summary>
    public static bool Pays(int requests, long? users, int pageSize) => requests > FewRequests && users is { } number && Reads.Pages(number, pageSize).Requests < requests;

    /// <summary>Reads what is wanted. False when the service refuses the list.</summary>
    /// <exception cref="ReadException">It breaks off.</exception>
    public Task<bool> ReadAsync(IEnumerable<string> wanted) => read(wanted.ToHashSet(StringComparer.OrdinalIgnoreCase));
}
