using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Privilege;

/// <summary>What the tests of privilege share: a tenant, and its inventory.</summary>
public abstract class PrivilegeTest
{
    protected const string Global = "Global Administrator";
    protected const string Helpdesk = "Helpdesk Administrator";
    protected const string Reports = "Reports Reader";

    protected TenantBuilder Tenant { get; } = new();

    protected static DateTimeOffset Now => TenantBuilder.Now;

    protected PrivilegeInventory Analyze(PostureSettings? settings = null) => PrivilegeAnalyzer.Analyze(Tenant.Build(), settings ?? PostureSettings.Default);

    protected PrivilegedAccount Account(string id) => Analyze().Find(id) ?? throw new InvalidOperationException("Not found to be privileged.");

    protected void AssertAccounts(params string[] names) => Assert.Equal(names.Order(StringComparer.Ordinal), Analyze().Accounts.Select(a => a.DisplayName).Order(StringComparer.Ordinal));
}
