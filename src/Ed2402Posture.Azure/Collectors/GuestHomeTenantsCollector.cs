using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>The tenants of the domains under which privileged guests were invited. Nothing is asked where no enabled policy tells guests apart by tenant;
/// a domain of no tenant (a consumer account) has no row.</summary>
internal sealed class GuestHomeTenantsCollector() : Collector<DomainTenant>(Datasets.GuestHomeTenants, static d => d.Domain)
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.ConditionalAccessPolicies, Datasets.Users, .. new UsersCollector().RestsOn];

    public override CollectionCost Cost => CollectionCost.Directory(known => Reads.Batch(known.From(RestsOn, () => Asked(known).Count, static () => 0)));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<DomainTenant> reading) => Task.FromResult(Foundations.Doubt(context, reading.Items.Count, [Datasets.ConditionalAccessPolicies, Datasets.Users]));

    protected override async Task ReadAsync(CollectionContext context, Reading<DomainTenant> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        Dictionary<Uri, string> domains = Asked(context).ToDictionary(d => new Uri(services.Graph.Root, $"/v1.0/tenantRelationships/findTenantInformationByDomainName(domainName='{d}')"));
        await services.Batches.SendAsync(new ListSource(reading.Scope, services.Lanes.Directory, services.Graph), "v1.0", domains.Keys, part => Take(reading, part, domains[part.Address]), cancellationToken).ConfigureAwait(false);
    }

    private static IReadOnlyList<string> Asked(IReadSoFar known) =>
        HomeTenants.Matter(known.Items(Datasets.ConditionalAccessPolicies)) ? [.. known.Items(Datasets.Users).Select(HomeTenants.Domain).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)] : [];

    private Task Take(Reading<DomainTenant> reading, PartAnswer part, string domain)
    {
        if (part.Error is { Status: 404 })
        {
            return Task.CompletedTask;
        }

        try
        {
            reading.Add([part.Read(body => Bodies.ReadOne(body, Definition.ReadItem)) with { Domain = domain }]);
        }
        catch (ReadException exception) when (exception.Error is null or { IsTransient: true })
        {
            reading.Scope.Ledger.FailedRequest(exception.Error?.RequestId);
            reading.Miss($"the tenant of {domain}: {exception.Message}", 1);
        }

        return Task.CompletedTask;
    }
}
