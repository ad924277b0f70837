using Ed2402Posture.Core;
using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Pim;

public sealed class PimPolicyReaderTests
{
    private const string Role = "Global Administrator";
    private readonly TenantBuilder tenant = new();

    [Fact]
    public void A_policy_becomes_one_flat_object()
    {
        string alice = tenant.User("Alice"), group = tenant.Group("Approvers");
        tenant.PimPolicy(Role, new PimSettings { Activation = "PT1H30M", ApproverUserIds = [alice, group], MaximumEligible = "P90D", NotificationRecipients = ["soc@contoso.com"] });
        PimPolicy policy = Assert.Single(Read());
        Assert.Equal((Role, PimTargetType.DirectoryRole, EntraRoles.GlobalAdministrator, "/", 0), (policy.Target, policy.TargetType, policy.TargetId, policy.Scope, policy.Tier));
        Assert.Equal((TimeSpan.FromMinutes(90), TimeSpan.FromDays(90), TimeSpan.FromDays(180)), (policy.MaximumActivation, policy.MaximumEligibleAssignment, policy.MaximumActiveAssignment));
        Assert.Equal((true, true, true, false, false, false), (policy.RequiresApproval, policy.RequiresMfa, policy.RequiresJustification, policy.RequiresTicket, policy.PermanentActiveAllowed, policy.PermanentEligibleAllowed));
        Assert.Equal("alice@contoso.com; Approvers", policy.Approvers.ToString());
        Assert.Equal((true, true, "soc@contoso.com"), (policy.NotifiesOnAssignment, policy.NotifiesOnActivation, policy.Recipients.ToString()));
    }

    [Fact]
    public void Groups_and_azure_roles_have_policies_of_their_own()
    {
        string group = tenant.Group("Operators"), subscription = tenant.Subscription("Production"), stranger = TenantBuilder.Id("user:unread");
        tenant.Assign(Role, group);
        tenant.PimGroupPolicy(group, new PimSettings { Activation = "PT2H" }).PimGroupPolicy(group, new PimSettings { Activation = "PT3H", ApproverUserIds = [stranger] }, owners: true);
        tenant.PimAzurePolicy("Owner", subscription, new PimSettings { Activation = "PT5H", AuthenticationContext = "c2", NotificationRecipients = ["soc@contoso.com"] });
        IReadOnlyList<PimPolicy> read = Read();
        Assert.Equal(
            [("Operators", PimTargetType.GroupMember, group, group, 0, 2), ("Operators", PimTargetType.GroupOwner, group, group, 0, 3), ("Owner", PimTargetType.AzureRole, "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", subscription, 1, 5)],
            read.Select(p => (p.Target, p.TargetType, p.TargetId, p.Scope, p.Tier, p.MaximumActivation!.Value.Hours)));
        Assert.Equal((stranger, "c2", true), (read[1].Approvers.ToString(), read[2].AuthenticationContext, read[2].NotifiesOnActivation));
    }

    [Fact]
    public void A_group_is_of_the_tier_of_the_group_that_it_is_in()
    {
        string outer = tenant.Group("Outer"), inner = tenant.Group("Inner"), plain = tenant.Group("Plain");
        tenant.Assign(Role, outer);
        tenant.Member(outer, inner).Member(inner, outer).PimGroupPolicy(inner, new PimSettings()).PimGroupPolicy(plain, new PimSettings());
        Assert.Equal([("Inner", 0), ("Plain", 2)], Read().Select(p => (p.Target, p.Tier)));
    }

    [Fact]
    public void A_permanent_assignment_has_no_maximum()
    {
        tenant.PimPolicy(Role, new PimSettings { PermanentActive = true, PermanentEligible = true });
        PimPolicy policy = Assert.Single(Read());
        Assert.Equal((true, true), (policy.PermanentActiveAllowed, policy.PermanentEligibleAllowed));
        Assert.Null(policy.MaximumActiveAssignment);
        Assert.Null(policy.MaximumEligibleAssignment);
    }

    [Fact]
    public void An_authentication_context_is_named_only_where_it_is_switched_on()
    {
        tenant.PimPolicy(Role, new PimSettings { AuthenticationContext = "c1" }).PimPolicy("User Administrator", new PimSettings());
        Assert.Equal(["c1", null], Read().Select(p => p.AuthenticationContext));
        Assert.Equal([false, true], Read().Select(p => p.RequiresMfa));
    }

    [Fact]
    public void A_missing_rule_is_null_and_never_a_default()
    {
        tenant.PimPolicy(Role, new PimSettings
        {
            Without =
            [
                "Expiration_Admin_Eligibility", "Expiration_Admin_Assignment", "Expiration_EndUser_Assignment", "Enablement_EndUser_Assignment", "Approval_EndUser_Assignment",
                "AuthenticationContext_EndUser_Assignment", "Notification_Admin_Admin_Assignment", "Notification_Admin_EndUser_Assignment",
            ],
        });
        PimPolicy policy = Assert.Single(Read());
        Assert.Equal((null, null, null, null, null), (policy.MaximumActivation, policy.RequiresApproval, policy.RequiresMfa, policy.PermanentActiveAllowed, policy.PermanentEligibleAllowed));
        Assert.Null(policy.NotifiesOnActivation);
        Assert.Null(policy.AuthenticationContext);
    }

    [Fact]
    public void More_than_fifty_policies_are_all_there_strongest_first()
    {
        foreach (EntraRole role in EntraRoles.All.Take(60))
        {
            tenant.PimPolicy(role.DisplayName, new PimSettings());
        }

        Assert.Equal(60, Read().Count);
        Assert.Equal(Read().Select(p => p.Tier).Order(), Read().Select(p => p.Tier));
    }

    [Fact]
    public void A_custom_role_that_the_settings_add_has_their_tier()
    {
        tenant.RoleDefinitions.Add(new() { Id = TenantBuilder.Id("custom"), DisplayName = "Custom", IsBuiltIn = false });
        tenant.PimPolicy("Custom", new PimSettings());
        Assert.Equal(1, Assert.Single(Read(new PostureSettings { AdditionalRoles = [new AdditionalRole { RoleDefinitionId = TenantBuilder.Id("custom"), Tier = 1 }] })).Tier);
    }

    private IReadOnlyList<PimPolicy> Read(PostureSettings? settings = null) => PimPolicyReader.Read(new TenantAnalysis(tenant.Build(), settings ?? PostureSettings.Default));
}
