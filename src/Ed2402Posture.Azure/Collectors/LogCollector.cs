using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>A dataset that is a log: read from the scope's time on, at the pace of the reports, newest first.</summary>
/// <typeparam name="T">The type of its entries.</typeparam>
internal abstract class LogCollector<T>(DatasetDefinition<T> dataset, Func<T, string> key, string version, string path, string time) : Collector<T>(dataset, key)
    where T : class
{
    /// <summary>What to ask for, one filter a list, without the time; an empty filter asks for everything.</summary>
    protected abstract IEnumerable<string> Filters(CollectionScope scope);

    protected override Task ReadAsync(CollectionContext context, Reading<T> reading, CancellationToken cancellationToken)
    {
        CollectionScope scope = context.Into.Scope;
        return scope.LogsSince is { } since ? Task.WhenAll(Filters(scope).Select(filter => ReadAsync(context.Services, reading, since, filter, cancellationToken))) : Task.CompletedTask;
    }

    private Task ReadAsync(TenantServices services, Reading<T> reading, DateTimeOffset since, string filter, CancellationToken cancellationToken)
    {
        Uri address = LogAddress.Of(services.Graph.Root, version, path, $"{time} ge {LogAddress.Time(since)}", filter);
        return services.Pages.ReadAllAsync(new ListSource(reading.Scope, services.Lanes.Reports, services.Graph), Call.Get(address), Definition.ReadItem, reading.Add, cancellationToken);
    }
}
