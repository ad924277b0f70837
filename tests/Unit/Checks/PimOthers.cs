using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Checks;

/// <summary>A group that gives a role and lets people in by PIM, and an Azure role that somebody may activate.</summary>
internal static class PimOthers
{
    /// <summary>Settings that no check finds too lax.</summary>
    public static PimSettings Careful(this TenantBuilder tenant) => new() { Activation = "PT1H", NotificationRecipients = ["soc@" + tenant.Domain] };

    /// <summary>A group with a role, of which somebody may become a member or owner, each with settings.</summary>
    public static string PimGroup(this TenantBuilder tenant, string role, PimSettings members, PimSettings? owners = null)
    {
        string group = tenant.Group("Tier0"), alice = tenant.User("Alice");
        tenant.Assign(role, group);
        tenant.EligibleInGroup(group, alice).PimGroupPolicy(group, members);
        if (owners is not null)
        {
            tenant.EligibleInGroup(group, alice, owner: true).PimGroupPolicy(group, owners, owners: true);
        }

        return group;
    }
}
