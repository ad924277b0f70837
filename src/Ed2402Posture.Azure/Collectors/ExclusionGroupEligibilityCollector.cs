using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Who may activate a membership of a group that an enabled policy excludes, or of one nested there: such a group need carry no privilege to let a person out of
/// multifactor authentication. One list a group, as <see cref="PimGroupInstances"/> reads those of groups of privilege.</summary>
internal sealed class ExclusionGroupEligibilityCollector() : Collector<PimGroupScheduleInstance>(Datasets.ExclusionGroupEligibilityInstances, static i => i.Id)
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.ConditionalAccessPolicies, Datasets.PolicyGroupNesting];

    public override CollectionCost Cost => new(static lanes => lanes.Pim, known => Reads.Batch(known.From(RestsOn, () => PolicyGroupIds.LeadingOut(known).Count, static () => TypicalTenant.PolicyGroups / 4), Limits.PartsInSmallBatch)
        .Then(Reads.FurtherPages(known.Items(Definition).GroupBy(i => i.GroupId, StringComparer.OrdinalIgnoreCase).Select(g => g.Count()), Limits.DefaultPage)));

    /// <summary>Where no group was to be asked about, the service had no occasion to say that the licence is missing.</summary>
    protected override async Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<PimGroupScheduleInstance> reading) =>
        Foundations.Doubt(context, reading.Items.Count, RestsOn)
        ?? (reading.Items.Count == 0 && (await context.LicencesAsync().ConfigureAwait(false)).Has(Definition.Licence) == false ? new DatasetState { Status = DatasetStatus.NotLicensed, Missing = Definition.Licence.Name() } : null);

    protected override Task ReadAsync(CollectionContext context, Reading<PimGroupScheduleInstance> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        return Links.ReadAsync(
            services, reading, new ListSource(reading.Scope, services.Lanes.Pim, services.Graph) { PartsInBatch = Limits.PartsInSmallBatch }, "v1.0", PolicyGroupIds.LeadingOut(context),
            id => PimGroupEligibilityInstancesCollector.Eligible(services.Graph.V1, $"groupId eq '{id}'"), Definition.ReadItem, static (_, instance) => instance, cancellationToken);
    }
}
