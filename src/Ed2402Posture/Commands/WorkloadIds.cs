using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Commands;

/// <summary>An application and its service principals are objects with an id each and one application id: whoever asks for one means all.</summary>
internal static class WorkloadIds
{
    /// <summary>For each of the ids that is an application's or a service principal's, the ids of all objects with its application id.</summary>
    public static ILookup<string, string> Twins(Snapshot snapshot, IEnumerable<string> ids)
    {
        var asked = new HashSet<string>(ids, StringComparer.OrdinalIgnoreCase);
        (string Id, string? AppId)[] objects = asked.Count == 0 ? [] :
        [
            .. snapshot.Get(Datasets.Applications).Items.Select(a => (a.Id, a.AppId)),
            .. snapshot.Get(Datasets.ServicePrincipals).Items.Select(s => (s.Id, s.AppId)),
        ];
        var appIds = objects.Where(o => asked.Contains(o.Id)).Select(o => o.AppId).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        ILookup<string, string> byAppId = objects.Where(o => o.AppId is not null && appIds.Contains(o.AppId)).ToLookup(o => o.AppId!, o => o.Id, StringComparer.OrdinalIgnoreCase);
        return objects.Where(o => asked.Contains(o.Id) && o.AppId is not null)
            .SelectMany(o => byAppId[o.AppId!].Select(twin => (o.Id, Twin: twin)))
            .ToLookup(o => o.Id, o => o.Twin, StringComparer.OrdinalIgnoreCase);
    }
}
