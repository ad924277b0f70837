using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>A dataset that is a log: read from a time on, at the pace of the reports, newest first.</summary>
/// <typeparam name="T">The type of its entries.</typeparam>
internal abstract class LogCollector<T>(DatasetDefinition<T> dataset, Func<T, ItemKey> key, string version, string path, string time) : Collector<T>(dataset, key)
    where T : class
{
    /// <summary>Reads the lists that make up the log.</summary>
    /// <param name="context">The collection.</param>
    /// <param name="list">Reads one, by its filter without the time; an empty filter asks for everything.</param>
    protected abstract Task ReadAsync(CollectionContext context, Func<string, Task> list);

    /// <summary>Whether an entry belongs to the dataset; what does not is dropped as it comes in. Asked when the first page is there: whatever tells need
    /// not be read before.</summary>
    protected virtual Task<Func<T, bool>> BelongsAsync(CollectionContext context) => Task.FromResult<Func<T, bool>>(static _ => true);

    protected override Task ReadAsync(CollectionContext context, Reading<T> reading, CancellationToken cancellationToken)
    {
        CollectionScope scope = context.Into.Scope;
        DateTimeOffset? since = Definition.Days is { } days ? context.Services.Sender.Time.GetUtcNow().AddDays(-days(scope)) : scope.LogsSince;
        var belongs = new Lazy<Task<Func<T, bool>>>(() => BelongsAsync(context));
        return since is { } from ? ReadAsync(context, filter => ReadAsync(context.Services, reading, from, filter, belongs, cancellationToken)) : Task.CompletedTask;
    }

    private Task ReadAsync(TenantServices services, Reading<T> reading, DateTimeOffset since, string filter, Lazy<Task<Func<T, bool>>> belongs, CancellationToken cancellationToken)
    {
        Uri address = LogAddress.Of(services.Graph.Root, version, path, $"{time} ge {LogAddress.Time(since)}", filter);
        return services.Pages.ReadAllAsync(new ListSource(reading.Scope, services.Lanes.Reports, services.Graph), Call.Get(address), Definition.ReadItem, KeepAsync, cancellationToken);

        // The number of entries on the page: one that brings none of the dataset is no idle page.
        async ValueTask<int> KeepAsync(IReadOnlyList<T> entries)
        {
            reading.Add(entries.Where(await belongs.Value.ConfigureAwait(false)));
            return entries.Count;
        }
    }
}
