using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Classic administrators of each subscription. They were retired on 31 August 2024: a service that no longer knows the list has none of them.</summary>
internal sealed class ClassicAdministratorsCollector() : ArmLists<ClassicAdministrator>(Datasets.ClassicAdministrators, static a => a.Id)
{
    protected override IEnumerable<string> Paths(IReadSoFar context) =>
        context.Items(Datasets.AzureSubscriptions).Select(s => $"{s.Id}/providers/Microsoft.Authorization/classicAdministrators?api-version=2015-07-01");

    protected override bool MeansNone(ServiceError error) => error.Status is 404 or 410 || error.Code is "NoRegisteredProviderFound" or "InvalidResourceType";
}
