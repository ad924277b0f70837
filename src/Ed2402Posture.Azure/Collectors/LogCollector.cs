using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>A dataset that is a log: read from a time on, at the pace of the reports, newest first.</summary>
/// <typeparam name="T">The type of its entries.</typeparam>
internal abstract class LogCollector<T>(DatasetDefinition<T> dataset, Func<T, string> key, string version, string path, string time) : Collector<T>(dataset, key)
    where T : class
{
    /// <summary>What to ask for, one filter a list, without the time; an empty filter asks for everything.</summary>
    protected abstract IEnumerable<string> Filters(CollectionContext context);

    /// <summary>Whether an entry belongs to the dataset; what does not is dropped as it comes in.</summary>
    protected virtual Func<T, bool> Belongs(CollectionContext context) => static _ => true;

    protected override Task ReadAsync(CollectionContext context, Reading<T> reading, CancellationToken cancellationToken)
    {
        CollectionScope scope = context.Into.Scope;
        DateTimeOffset? since = Definition.Days is { } days ? context.Services.Sender.Time.GetUtcNow().AddDays(-days(scope)) : scope.LogsSince;
        Func<T, bool> belongs = Belongs(context);
        return since is { } from ? Task.WhenAll(Filters(context).Select(filter => ReadAsync(context.Services, reading, from, filter, belongs, cancellationToken))) : Task.CompletedTask;
    }

    private Task ReadAsync(TenantServices services, Reading<T> reading, DateTimeOffset since, string filter, Func<T, bool> belongs, CancellationToken cancellationToken)
    {
        Uri address = LogAddress.Of(services.Graph.Root, version, path, $"{time} ge {LogAddress.Time(since)}", filter);
        return services.Pages.ReadAllAsync(new ListSource(reading.Scope, services.Lanes.Reports, services.Graph), Call.Get(address), Definition.ReadItem, Keep, cancellationToken);

        // The number of entries on the page: one that brings none of the dataset is no idle page.
        int Keep(IReadOnlyList<T> entries)
        {
            reading.Add(entries.Where(belongs));
            return entries.Count;
        }
    }
}
