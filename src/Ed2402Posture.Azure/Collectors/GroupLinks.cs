using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Reads members or owners of many groups, or the groups of many users, in batches. Members and owners on beta, because v1.0 does
/// not list service principals among them: Microsoft Graph 'list group members' and 'list group owners', known issues.</summary>
internal static class GroupLinks
{
    /// <summary>What a list takes from the quota.</summary>
    public const double Cost = 2;

    /// <summary>Reads the links of all parents into the dataset.</summary>
    /// <param name="services">What the tenant is read with.</param>
    /// <param name="reading">Receives the links.</param>
    /// <param name="parentIds">Ids of the groups or users.</param>
    /// <param name="request">The request for one of them.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <param name="version">The version of Graph that the requests are for.</param>
    /// <param name="wanted">Which of the linked objects are kept; null for all.</param>
    /// <param name="read">Reads a linked object; null for what all directory objects have.</param>
    public static Task ReadAsync(
        TenantServices services, Reading<ObjectLink> reading, IEnumerable<string> parentIds, Func<string, RequestInformation> request, CancellationToken cancellationToken, string version = "beta", Func<DirectoryObject, bool>? wanted = null, ItemReader<DirectoryObject>? read = null) =>
        Links.ReadAsync(
            services, reading, new ListSource(reading.Scope, services.Lanes.Directory, services.Graph, Cost), version, parentIds, request, read ?? Datasets.Principals.ReadItem, (parent, found) => wanted?.Invoke(found) == false ? null : Links.Make(parent, found), cancellationToken);
}
