using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>What PIM knows of Azure roles: one list a subscription, which has all below it, and one a management group. A list repeats what is inherited
/// from above; an instance that comes twice is kept once.</summary>
internal abstract class AzureScheduleInstances(DatasetDefinition<AzureScheduleInstance> dataset, string list) : ArmLists<AzureScheduleInstance>(dataset, static i => i.Id)
{
    protected override IEnumerable<string> Paths(IReadSoFar context) =>
        context.Items(Datasets.AzureSubscriptions).Select(s => Path(s.Id, ""))
            .Concat(context.Items(Datasets.ManagementGroups).Where(m => m.Id.StartsWith("/providers/Microsoft.Management/managementGroups/", StringComparison.OrdinalIgnoreCase)).Select(m => Path(m.Id, "&$filter=atScope()")));

    private string Path(string scope, string filter) => $"{scope}/providers/Microsoft.Authorization/{list}?api-version=2020-10-01{filter}";
}
