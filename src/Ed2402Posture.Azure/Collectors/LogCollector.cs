using System.Globalization;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>A dataset that is a log: read from the scope's time on, at the pace of the reports, newest first.</summary>
/// <typeparam name="T">The type of its entries.</typeparam>
internal abstract class LogCollector<T>(DatasetDefinition<T> dataset, Func<T, string> key, string version, string path, string time) : Collector<T>(dataset, key)
    where T : class
{
    private const int LargestPage = 999;

    /// <summary>What to ask for, one filter a list, without the time; an empty filter asks for everything.</summary>
    protected abstract IEnumerable<string> Filters(CollectionScope scope);

    protected override Task ReadAsync(CollectionContext context, Reading<T> reading, CancellationToken cancellationToken)
    {
        CollectionScope scope = context.Into.Scope;
        return scope.LogsSince is { } since ? Task.WhenAll(Filters(scope).Select(filter => ReadAsync(context.Services, reading, since, filter, cancellationToken))) : Task.CompletedTask;
    }

    /// <summary>A text in a filter.</summary>
    protected static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>The filters for users by id or name.</summary>
    protected static IEnumerable<string> OfUsers(CollectionScope scope) => scope.Users.Select(u => Guid.TryParse(u, out _) ? $"userId eq {Quoted(u.ToLowerInvariant())}" : $"userPrincipalName eq {Quoted(u.ToLowerInvariant())}");

    private Task ReadAsync(TenantServices services, Reading<T> reading, DateTimeOffset since, string filter, CancellationToken cancellationToken)
    {
        string from = since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string whole = filter.Length == 0 ? $"{time} ge {from}" : $"{time} ge {from} and {filter}";
        var address = new Uri(services.Graph.Root, $"/{version}/{path}?$top={LargestPage}&$filter={Uri.EscapeDataString(whole)}");
        return services.Pages.ReadAllAsync(new ListSource(reading.Scope, services.Lanes.Reports, services.Graph), Call.Get(address), Definition.ReadItem, reading.Add, cancellationToken);
    }
}
