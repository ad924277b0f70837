using System.Management.Automation;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Tests.Engine.Infrastructure;
using Ed2402Posture.Tests.Engine.Sessions;

namespace Ed2402Posture.Tests.Engine.Cmdlets;

/// <summary>Our answers held against the service's own.</summary>
public sealed class VerifyOnlineTests(SimulatorFixture fixture)
{
    private const string Probe = "Connect-Probe $probe; Get-Ed2402ConditionalAccess -VerifyOnline -InformationVariable told; $told | Where-Object Tags -Contains Ed2402Verification | ForEach-Object MessageData";

    [Fact]
    public void Over_HTTPS_the_sample_tenant_agrees()
    {
        using var session = new EngineSession();
        session.Run(SimulatorProcess.ConnectScript, fixture.Simulator.Variables).AssertNoErrors();
        EngineResult result = session.Run("Get-Ed2402ConditionalAccess -Account ada*, ingrid*, dana* -VerifyOnline -InformationVariable told; [string]($told | Where-Object Tags -Contains Ed2402Verification | ForEach-Object MessageData)");
        result.AssertNoErrors();
        Assert.Matches(@"evaluation: [1-9]\d* sign-ins agree, 0 disagree", (string)result.Output[^1].BaseObject);
    }

    [Fact]
    public void A_disagreement_is_an_error_with_both_answers_and_the_objects_come_all_the_same()
    {
        var source = new ProbeSource { Collect = Collect, Evaluate = _ => new WhatIfAnswer { Policies = [new WhatIfPolicy("p", "Everyone", "enabled", false, "location"), new WhatIfPolicy("q", "Another", "enabled", true, "")] } };
        using var session = new EngineSession(configure: ProbeSource.AddTo);
        EngineResult result = session.Run(Probe, ("probe", source));
        Assert.Single(result.Output, o => o.BaseObject is ConditionalAccessRow);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("ConditionalAccessDisagrees,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("This module: 'Everyone'. Microsoft Graph: 'Another'.", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("0 sign-ins agree, 1 disagree", (string)result.Output[^1].BaseObject, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_is_one_error_and_ends_the_questions()
    {
        int asked = 0;
        var source = new ProbeSource
        {
            Collect = Collect,
            Evaluate = _ =>
            {
                asked++;
                return new WhatIfAnswer { Refused = new DatasetState { Status = DatasetStatus.NoPermission, Missing = "Policy.Read.All" } };
            },
        };
        using var session = new EngineSession(configure: ProbeSource.AddTo);
        EngineResult result = session.Run("Connect-Probe $probe; Get-Ed2402ConditionalAccess -Target * -VerifyOnline", ("probe", source));
        Assert.True(result.Output.Count(o => o.BaseObject is ConditionalAccessRow) > 3);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("VerificationRefused,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Policy.Read.All", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, asked);
    }

    private static Task Collect(SnapshotBuilder into, IScanObserver observer, CancellationToken cancellationToken)
    {
        const string Role = "62e90394-69f5-4237-9190-012177145e10";
        foreach (DatasetDefinition dataset in Datasets.All)
        {
            into.SetUnread(dataset, new DatasetState { Status = DatasetStatus.Complete });
        }

        into.Complete(Datasets.Organization, new Organization { Id = "t", DisplayName = "Probe Ltd" })
            .Complete(Datasets.Users, new User { Id = "a", DisplayName = "Ada", UserPrincipalName = "ada@probe.com", UserType = "Member", AccountEnabled = true })
            .Complete(Datasets.Principals, new DirectoryObject { Id = "a", ODataType = "#microsoft.graph.user", DisplayName = "Ada" })
            .Complete(Datasets.RoleDefinitions, new RoleDefinition { Id = Role, TemplateId = Role, DisplayName = "Global Administrator", IsBuiltIn = true })
            .Complete(Datasets.RoleAssignments, new RoleAssignment { Id = "r", PrincipalId = "a", RoleDefinitionId = Role, DirectoryScopeId = "/" })
            .Complete(Datasets.ConditionalAccessPolicies, new ConditionalAccessPolicy
            {
                Id = "p", DisplayName = "Everyone", State = "enabled", GrantControls = new GrantControls { Operator = "OR", BuiltInControls = ["mfa"] },
                Conditions = new ConditionSet { Users = new ConditionUsers { IncludeUsers = ["All"] }, Applications = new ConditionApplications { IncludeApplications = ["All"] }, ClientAppTypes = ["all"] },
            });
        return Task.CompletedTask;
    }
}
