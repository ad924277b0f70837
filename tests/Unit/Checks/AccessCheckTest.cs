using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Tests.Unit.Checks;

/// <summary>A tenant with one administrator, Alice, and words for policies.</summary>
public abstract class AccessCheckTest : CheckTest
{
    protected AccessCheckTest(string id)
        : base(id)
    {
        Tenant.BuiltInStrengths();
        Alice = Tenant.User("Alice");
        Tenant.Assign(GlobalAdministrator, Alice);
    }

    protected string Alice { get; }

    protected static ConditionUsers Everyone { get; } = new() { IncludeUsers = ["All"] };

    protected static GrantControls Block { get; } = new() { Operator = "OR", BuiltInControls = ["block"] };

    protected static GrantControls Mfa { get; } = new() { Operator = "OR", BuiltInControls = ["mfa"] };

    protected GrantControls PhishingResistant => new() { Operator = "OR", BuiltInControls = [], AuthenticationStrength = Tenant.AuthenticationStrengthPolicies[2] };

    protected string Excluding(string group, params string[] members)
    {
        string id = Tenant.Group(group, roleAssignable: false);
        Tenant.Member(id, members);
        return id;
    }
}
