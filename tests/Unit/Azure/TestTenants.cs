using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>Tenants that several tests read.</summary>
internal static class TestTenants
{
    /// <summary>Seven applications, nothing privileged.</summary>
    public static TenantBuilder WithApplications()
    {
        var tenant = new TenantBuilder();
        foreach (string name in (string[])["One", "Two", "Three", "Four", "Five", "Six", "Seven"])
        {
            tenant.Application(name, TenantBuilder.Secret(name, 10, 100));
        }

        return tenant;
    }

    /// <summary>People in nested groups that hold a role: Ada directly, Ben through two groups, Carl as an owner, a robot as a member.</summary>
    public static TenantBuilder WithGroups()
    {
        var tenant = new TenantBuilder();
        string ada = tenant.User("Ada"), ben = tenant.User("Ben"), carl = tenant.User("Carl");
        string group = tenant.Group("Admins"), nested = tenant.Group("Nested admins");
        string robot = tenant.ServicePrincipal("Robot");
        tenant.Assign("Global Administrator", ada);
        tenant.Assign("Security Reader", group);
        return tenant.Member(group, nested, robot).Member(nested, ben).Owner(group, carl).Register(ada, "fido2SecurityKey");
    }
}
