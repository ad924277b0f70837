using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots.Items;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Ca07AdministratorsNeedManagedDevicesTests() : AccessCheckTest("CA-07")
{
    private static readonly GrantControls Managed = new() { Operator = "OR", BuiltInControls = ["compliantDevice", "domainJoinedDevice"] };

    [Fact]
    public void A_managed_device_and_protected_registration_pass()
    {
        Tenant.Policy("Devices", "enabled", Everyone, Managed);
        Expect(Alice, Outcome.Warning, "new methods can be registered");
        Tenant.Policy("Registration", "enabled", Everyone, Mfa, with: c => c with { Applications = new ConditionApplications { IncludeUserActions = ["urn:user:registersecurityinfo"] } });
        Expect(Alice, Outcome.Pass);
    }

    [Fact]
    public void A_device_or_MFA_fails()
    {
        Tenant.Policy("Devices", "enabled", Everyone, Managed with { BuiltInControls = ["compliantDevice", "mfa"] });
        Expect(Alice, Outcome.Fail, "An unmanaged device opens");
    }

    [Fact]
    public void A_filter_that_the_user_can_satisfy_is_a_warning()
    {
        Tenant.Policy("Devices", "enabled", Everyone, Managed);
        Tenant.Policy("Registration", "enabled", Everyone, Mfa, with: c => c with { Applications = new ConditionApplications { IncludeUserActions = ["urn:user:registersecurityinfo"] } });
        Tenant.Policy("PAW", "enabled", Everyone, Block, with: c => c with { Devices = new ConditionDevices { DeviceFilter = new ConditionFilter { Mode = "exclude", Rule = "device.displayName -startsWith \"PAW\"" } } });
        Expect(Alice, Outcome.Warning, "policy 'PAW' filters by an attribute that the user can change");
    }

    [Theory]
    [InlineData("497effe9-df71-4043-a8bb-14cf78c4b63b", Outcome.Fail)]
    [InlineData("00000003-0000-0ff1-ce00-000000000000", Outcome.Warning)]
    public void A_portal_that_is_excluded_from_its_suite_fails_and_any_other_application_does_not(string excluded, Outcome outcome)
    {
        Tenant.Policy("Devices", "enabled", Everyone, Managed, with: c => c with { Applications = new ConditionApplications { IncludeApplications = ["All"], ExcludeApplications = [excluded] } });
        Expect(Alice, outcome);
    }
}
