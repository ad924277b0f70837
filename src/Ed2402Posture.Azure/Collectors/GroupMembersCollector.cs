using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Direct members of the groups that hold a role, then of the groups among them, level by level.</summary>
internal sealed class GroupMembersCollector() : Collector<ObjectLink>(Datasets.GroupMembers, static l => $"{l.ParentId}|{l.Id}")
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.Principals, .. PrivilegedIds.Sources];

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<ObjectLink> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, Foundations.Roles));

    protected override async Task ReadAsync(CollectionContext context, Reading<ObjectLink> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        RequestInformation Request(string id) => services.Graph.Beta.Groups[id].Members.ToGetRequestInformation(r =>
        {
            r.QueryParameters.Select = ["id", "displayName"];
            r.QueryParameters.Top = Limits.LargestPage;
        });

        IReadOnlyList<string> level = PrivilegedIds.GroupsWithRole(context);
        var known = new HashSet<string>(level, StringComparer.OrdinalIgnoreCase);
        while (level.Count > 0)
        {
            int before = reading.Items.Count;
            await GroupLinks.ReadAsync(services, reading, level, Request, cancellationToken).ConfigureAwait(false);
            level = [.. reading.Items.Skip(before).Where(l => l.ODataType == PrivilegedIds.Group && known.Add(l.Id)).Select(l => l.Id)];
        }
    }
}
