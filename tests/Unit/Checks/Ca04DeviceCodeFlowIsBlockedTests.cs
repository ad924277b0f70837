using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots.Items;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Ca04DeviceCodeFlowIsBlockedTests() : AccessCheckTest("CA-04")
{
    [Theory]
    [InlineData("deviceCodeFlow,authenticationTransfer", Outcome.Pass, "")]
    [InlineData("deviceCodeFlow", Outcome.Fail, "authentication transfer is not")]
    [InlineData("authenticationTransfer", Outcome.Fail, "Device code flow is not blocked")]
    public void Both_flows_must_be_blocked(string methods, Outcome outcome, string words)
    {
        Tenant.Policy("Flows", "enabled", Everyone, Block, with: c => c with { AuthenticationFlows = new ConditionAuthenticationFlows { TransferMethods = methods } });
        Expect(Alice, outcome, words);
    }

    [Fact]
    public void A_phishing_resistant_method_does_not_stop_the_flow()
    {
        Tenant.Policy("Keys", "enabled", Everyone, PhishingResistant);
        Expect(Alice, Outcome.Fail, "it demands PhishingResistantMfa at least");
    }

    [Fact]
    public void A_block_with_a_trusted_location_left_out_fails()
    {
        Tenant.NamedLocations.Add(new NamedLocation { Id = TenantSimulator.Tenants.TenantBuilder.Id("location:HQ"), DisplayName = "HQ", IsTrusted = true, IpRanges = [new IpRange { CidrAddress = "203.0.113.0/24" }] });
        Tenant.Policy("Flows", "enabled", Everyone, Block, with: c => c with { AuthenticationFlows = new ConditionAuthenticationFlows { TransferMethods = "deviceCodeFlow,authenticationTransfer" }, Locations = new ConditionLocations { IncludeLocations = ["All"], ExcludeLocations = ["AllTrusted"] } });
        Expect(Alice, Outcome.Fail);
    }
}
