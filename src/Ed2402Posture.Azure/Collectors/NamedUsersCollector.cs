using System.Collections.Concurrent;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Users that the scope names, by object id or user principal name. Each name gets its own answer, 'there is none' included.</summary>
internal sealed class NamedUsersCollector() : Collector<NamedUser>(Datasets.NamedUsers, static n => n.Asked)
{
    protected override async Task ReadAsync(CollectionContext context, Reading<NamedUser> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        IReadOnlyList<string> asked = context.Into.Scope.Users;
        IEnumerable<string> filters = asked.Where(IsId).Chunk(Limits.IdsInFilter).Select(ByIds.Filter)
            .Concat(asked.Where(a => !IsId(a)).Chunk(Limits.IdsInFilter).Select(names => $"userPrincipalName in ({string.Join(',', names.Select(n => $"'{n.Replace("'", "''", StringComparison.Ordinal)}'"))})"));
        var addresses = new List<Uri>();
        foreach (string filter in filters)
        {
            addresses.Add((await services.Graph.CallAsync(services.Graph.V1.Users.ToGetRequestInformation(r => (r.QueryParameters.Filter, r.QueryParameters.Select) = (filter, [.. Datasets.Users.PropertyNames])), cancellationToken).ConfigureAwait(false)).Address);
        }

        var found = new ConcurrentBag<User>();
        var source = new ListSource(reading.Scope, services.Lanes.Directory, services.Graph);
        await services.Batches.SendAsync(source, "v1.0", addresses, part => services.Pages.ReadPartAsync(source, part, Datasets.Users.ReadItem, Keep, cancellationToken), cancellationToken).ConfigureAwait(false);
        reading.Add(asked.Select(name => new NamedUser { Asked = name, User = found.FirstOrDefault(u => Same(u.Id, name) || Same(u.UserPrincipalName, name)) }));

        int Keep(IReadOnlyList<User> users)
        {
            foreach (User user in users)
            {
                found.Add(user);
            }

            return users.Count;
        }
    }

    private static bool IsId(string name) => Guid.TryParse(name, out _);

    private static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
