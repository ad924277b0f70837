using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.DeviceFilters;
using Ed2402Posture.Core.Snapshots.Items;
using Xunit;
using static Ed2402Posture.Tests.Unit.ConditionalAccess.PolicyMaker;

namespace Ed2402Posture.Tests.Unit.ConditionalAccess;

public sealed class DeviceFilterTests
{
    [Theory]
    [InlineData("device.trustType -eq \"ServerAD\"", true)]
    [InlineData("(device.trustType -ne \"ServerAD\")", false)]
    [InlineData("device.displayName -startsWith \"PAW\" -and device.isCompliant -eq True", true)]
    [InlineData("device.displayName -notStartsWith \"paw\"", false)]
    [InlineData("not (device.displayName -endsWith \"01\") or device.model -eq \"X\"", false)]
    [InlineData("-not(device.model -contains \"Surface\")", true)]
    [InlineData("device.displayName -in [\"a\", \"PAW-01\"]", true)]
    [InlineData("device.displayName -notIn [\"a\",\"b\"] -and (device.model -eq null or device.model -ne null)", true)]
    [InlineData("device.displayName -eq \"say \\\"PAW\\\"\" -or device.displayName -eq 'PAW-01'", true)]
    public void A_rule_is_read_as_the_documentation_has_it(string rule, bool expected)
    {
        Assert.True(DeviceRuleParser.TryParse(rule, out DeviceRule? parsed));
        var device = new Dictionary<string, string?> { ["trusttype"] = "ServerAD", ["displayname"] = "PAW-01", ["iscompliant"] = "True" };
        Assert.Equal(expected, parsed.Matches(c => c.Holds(device.GetValueOrDefault(c.Attribute))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("device.model")]
    [InlineData("user.department -eq \"x\"")]
    [InlineData("device.model -match \"x.*\"")]
    [InlineData("(device.model -eq \"x\"")]
    [InlineData("device.model -eq \"x\" device.model -eq \"y\"")]
    [InlineData("device.model -in \"x\"")]
    [InlineData("device.model -eq \"x")]
    public void A_rule_that_is_not_understood_is_refused(string rule) => Assert.False(DeviceRuleParser.TryParse(rule, out _));

    [Theory]
    [InlineData("device.extensionAttribute1 -eq \"SAW\"", false)]
    [InlineData("device.extensionAttribute1 -ne \"SAW\"", true)]
    [InlineData("device.extensionAttribute1 -contains \"SAW\"", false)]
    [InlineData("device.extensionAttribute1 -notContains \"SAW\"", true)]
    [InlineData("device.extensionAttribute1 -in [\"SAW\"]", false)]
    [InlineData("device.extensionAttribute1 -notIn [\"SAW\"]", true)]
    public void An_unregistered_device_matches_negative_operators_alone(string rule, bool expected)
    {
        Assert.True(DeviceRuleParser.TryParse(rule, out DeviceRule? parsed));
        Assert.Equal(expected, parsed.Matches(c => c.Holds(null)));
    }

    [Fact]
    public void Blocking_all_but_a_filter_leaves_the_filtered_device()
    {
        // Microsoft's example of the admin workstation: MFA and a compliant device, and a block for all but SAWs.
        ConditionalAccessPolicy grant = Policy("Admins", grant: Controls("mfa", "compliantDevice") with { Operator = "AND" });
        ConditionalAccessPolicy block = Policy("SAW only", c => c with { Devices = Filter("exclude", "device.extensionAttribute1 -eq \"SAW\"") }, Controls("block"));
        AccessVerdict verdict = Judge(Account(), grant, block);
        Assert.Equal((Requirement.Mfa, Requirement.Block), (verdict.Requirement, verdict.RequirementUnmanaged));
        AccessVerdict wrong = Judge(Account(), Policy("SAW only", c => c with { Devices = Filter("include", "device.extensionAttribute1 -eq \"Laptop\"") }, Controls("block")));
        Assert.Equal(Requirement.None, wrong.RequirementUnmanaged);
    }

    [Fact]
    public void Complementary_filters_leave_nothing_between_them()
    {
        ConditionalAccessPolicy same = Policy("SAW", c => c with { Devices = Filter("include", "device.extensionAttribute1 -eq \"SAW\"") });
        ConditionalAccessPolicy other = Policy("Others", c => c with { Devices = Filter("include", "device.extensionAttribute1 -ne \"SAW\"") });
        Assert.Equal(Requirement.Mfa, Judge(Account(), same, other).Requirement);
        Assert.Equal(Requirement.None, Judge(Account(), same).Requirement);
    }

    [Fact]
    public void A_filter_on_the_trust_type_follows_the_device()
    {
        ConditionalAccessPolicy policy = Policy("All but hybrid", c => c with { Devices = Filter("exclude", "device.trustType -eq \"ServerAD\"") });
        AccessVerdict verdict = Judge(Account(), policy);
        Assert.Equal((Requirement.None, Requirement.Mfa), (verdict.Requirement, verdict.RequirementUnmanaged));
        Assert.StartsWith("browser, Windows, from anywhere, hybrid joined device", verdict.Escape, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_that_is_not_understood_narrows_the_policy()
    {
        AccessVerdict verdict = Judge(Account(), Policy("Odd", c => c with { Devices = Filter("include", "device.model -match \"x\"") }));
        Assert.Equal(Requirement.None, verdict.Requirement);
        Assert.StartsWith("Odd: its device filter is not understood", Assert.Single(verdict.NarrowedPolicies), StringComparison.Ordinal);
    }

    private static ConditionDevices Filter(string mode, string rule) => new() { DeviceFilter = new ConditionFilter { Mode = mode, Rule = rule } };
}
