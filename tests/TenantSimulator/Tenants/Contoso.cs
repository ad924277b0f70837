using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <summary>The sample tenant: invented people, and privilege of every kind that the checks know, some of it healthy. The shipped copy
/// (<c>Connect-Ed2402Tenant -Demo</c>) is written from here.</summary>
public static partial class Contoso
{
    private static readonly Lazy<Snapshot> Made = new(() =>
    {
        Snapshot snapshot = Tenant().Build();
        return new Snapshot(snapshot.Info with { IsDemo = true }, snapshot.Datasets);
    });

    /// <summary>The tenant, the same every time.</summary>
    public static Snapshot Build() => Made.Value;

    /// <summary>The tenant as a builder, for tests that change it.</summary>
    public static TenantBuilder Tenant()
    {
        var tenant = new TenantBuilder("Contoso");
        tenant.Domains.Add(new() { Id = "legacy.contoso.com", AuthenticationType = "Federated", IsDefault = false, IsInitial = false, IsRoot = false, IsVerified = true });
        AddPeople(tenant);
        AddRoles(tenant);
        AddRoleGroups(tenant);
        AddPimSettings(tenant);
        AddMethodPolicies(tenant);
        AddConditionalAccess(tenant);
        AddAccess(tenant);
        AddWorkloads(tenant);
        AddUsage(tenant);
        AddAzure(tenant);
        AddIndirectWays(tenant);
        AddRisk(tenant);
        AddSignIns(tenant);
        return tenant;
    }

    private static DateTimeOffset DaysAgo(int days) => TenantBuilder.Now.AddDays(-days);

    private static string Person(string name) => TenantBuilder.Id("user:" + name);
}
