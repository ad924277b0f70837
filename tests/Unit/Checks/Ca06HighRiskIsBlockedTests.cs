using Ed2402Posture.Core.Checks;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Ca06HighRiskIsBlockedTests() : AccessCheckTest("CA-06")
{
    [Fact]
    public void Two_policies_pass_and_one_of_them_fails()
    {
        Tenant.Policy("User risk", "enabled", Everyone, Block, with: c => c with { UserRiskLevels = ["high"] });
        Expect(Alice, Outcome.Fail, "Not blocked at high sign-in risk");
        Tenant.Policy("Sign-in risk", "enabled", Everyone, Block, with: c => c with { SignInRiskLevels = ["high", "medium"] });
        Expect(Alice, Outcome.Pass);
    }

    [Fact]
    public void One_policy_with_both_conditions_fails()
    {
        Tenant.Policy("Both", "enabled", Everyone, Block, with: c => c with { UserRiskLevels = ["high"], SignInRiskLevels = ["high"] });
        Expect(Alice, Outcome.Fail, "Not blocked at high user risk and high sign-in risk");
    }

    [Fact]
    public void A_demand_instead_of_a_block_fails()
    {
        Tenant.Policy("Risk", "enabled", Everyone, PhishingResistant, with: c => c with { SignInRiskLevels = ["high"] });
        Expect(Alice, Outcome.Fail);
    }

    [Fact]
    public void Without_a_licence_for_risk_it_is_not_assessed()
    {
        Tenant.Licensed(p1: true, p2: false);
        Expect(Alice, Outcome.NotAssessed, "NotLicensed: user risk and sign-in risk need Microsoft Entra ID P2");
    }
}
