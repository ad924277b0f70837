using Ed2402Posture.Azure.Collectors;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class UrgencyTests
{
    private static readonly IReadOnlyList<Collector> Scan = new CollectionPlan(Datasets.All, new SnapshotBuilder()).Collectors;
    private static readonly IReadOnlyDictionary<DatasetDefinition, int> All = Urgency.Of(Scan);

    [Fact]
    public void What_a_dataset_waits_for_is_more_urgent_than_it_is_itself() =>
        Assert.All(Scan, c => Assert.All(c.AllNeeds, need => Assert.True(All[need] > All[c.Dataset], $"{need.Name} is no more urgent than {c.Dataset.Name}, which waits for it")));

    [Fact]
    public void What_nothing_waits_for_is_not_urgent() =>
        Assert.All(Scan.Where(c => !Scan.Any(other => other.AllNeeds.Contains(c.Dataset))), c => Assert.Equal(0, All[c.Dataset]));

    [Fact]
    public void Where_the_quota_of_PIM_is_short_the_way_to_the_users_goes_before_settings_and_alerts()
    {
        Assert.True(All[Datasets.RoleEligibilityScheduleInstances] > All[Datasets.PimGroupEligibilityInstances]);
        Assert.True(All[Datasets.PimGroupEligibilityInstances] > All[Datasets.Users]);
        Assert.True(All[Datasets.PimGroupEligibilityInstances] > All[Datasets.PimGroupPolicyAssignments]);
        Assert.True(All[Datasets.PimGroupPolicyAssignments] > All[Datasets.RoleManagementAlerts]);
        Assert.Equal(0, All[Datasets.RoleManagementAlerts]);
    }

    [Fact]
    public void In_a_part_of_a_scan_what_is_not_read_counts_for_nothing()
    {
        IReadOnlyList<Collector> part = [CollectorCatalogue.For(Datasets.RoleAssignments), CollectorCatalogue.For(Datasets.Domains)];
        Assert.All(Urgency.Of(part).Values, urgency => Assert.Equal(0, urgency));
    }
}
