using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Users that an assignment names, members and owners of the groups with a role, owners of privileged workloads, and the daily accounts of these people;
/// never the whole directory. Members come with the pages of their groups, all others by their ids.</summary>
internal sealed class UsersCollector() : Collector<User>(Datasets.Users, static u => u.Id)
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.GroupMembers, Datasets.GroupOwners, Datasets.PimGroupAssignmentInstances, Datasets.PimGroupEligibilityInstances, Datasets.ApplicationOwners, Datasets.ServicePrincipalOwners, Datasets.Principals, .. PrivilegedIds.Sources];

    public override CollectionCost Cost => CollectionCost.Directory(known => Reads.ByIds(known.From(RestsOn, () => ByThemselves(known), () => known.Typical.Users)));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<User> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, [.. Foundations.Roles, Datasets.GroupMembers, Datasets.GroupOwners]));

    protected override async Task ReadAsync(CollectionContext context, Reading<User> reading, CancellationToken cancellationToken)
    {
        IReadOnlySet<string> ids = PrivilegedIds.Users(context);
        reading.Add(context.Members.Take(ids));
        await new TrackedObjects<User>(context, reading, static u => u.Id, Request).ReadAsync(Missing(ids, reading.Items), cancellationToken).ConfigureAwait(false);
        await ByIds.ReadAsync(context.Services, reading, Parents(reading.Items), Request, cancellationToken).ConfigureAwait(false);

        RequestInformation Request(string filter) => context.Services.Graph.V1.Users.ToGetRequestInformation(r =>
        {
            r.QueryParameters.Filter = filter;
            r.QueryParameters.Select = [.. Definition.PropertyNames];
        });
    }

    /// <summary>How many no list of members brings.</summary>
    private static int ByThemselves(KnownTenant known)
    {
        var members = known.Items(Datasets.GroupMembers).Where(m => m.ODataType == PrivilegedIds.User).Select(m => m.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return PrivilegedIds.Users(known).Count(id => !members.Contains(id));
    }

    private static List<string> Missing(IReadOnlySet<string> ids, IReadOnlyCollection<User> users)
    {
        HashSet<string> known = Ids(users);
        return [.. ids.Where(id => !known.Contains(id))];
    }

    private static HashSet<string> Ids(IReadOnlyCollection<User> users)
    {
        var ids = new HashSet<string>(users.Count, StringComparer.OrdinalIgnoreCase);
        ids.UnionWith(users.Select(u => u.Id));
        return ids;
    }

    /// <summary>The daily accounts that these accounts are linked to, and that are not among them.</summary>
    private static List<string> Parents(IReadOnlyCollection<User> users)
    {
        List<string> named = [.. users.Select(u => u.IdentityParentId).OfType<string>().Where(id => Guid.TryParse(id, out _))];
        HashSet<string> known = named.Count == 0 ? [] : Ids(users);
        return [.. named.Where(known.Add)];
    }
}
