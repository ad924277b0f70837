using CsCheck;
using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Targets;
using Xunit;

namespace Ed2402Posture.Tests.Unit.ConditionalAccess;

/// <summary>The evaluator against every concrete sign-in, on generated policy sets.</summary>
public sealed class ExactnessTests
{
    [Fact]
    public void The_weakest_requirement_is_that_of_trying_every_sign_in()
    {
        GeneratedTenant.Gen.Sample(
            tenant =>
            {
                var model = new ConditionalAccessModel(new ConditionalAccessInput { Policies = tenant.Policies, NamedLocations = tenant.Locations });
                var plain = new PlainEvaluator(tenant.Policies, tenant.Locations);
                foreach (string application in new[] { GeneratedTenant.App, AccessTarget.OtherId })
                {
                    (Requirement any, Requirement unmanaged) = plain.Weakest(tenant.Account, application, tenant.SignIns);
                    AccessTarget target = model.FindTarget(application)!;
                    AccessVerdict verdict = model.Evaluate(tenant.Account, target);
                    Assert.Equal((any, unmanaged), (verdict.Requirement, verdict.RequirementUnmanaged));
                    Assert.Equal(any < Requirement.PhishingResistantMfa, verdict.Escape is not null);
                }
            },
            iter: 2000);
    }
}
