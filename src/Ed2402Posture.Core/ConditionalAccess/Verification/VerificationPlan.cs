using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.ConditionalAccess.Policies;
using Ed2402Posture.Core.ConditionalAccess.Scenarios;
using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.Privilege;

namespace Ed2402Posture.Core.ConditionalAccess.Verification;

/// <summary>Which sign-ins to put to the service's own What If evaluation: one account of each class, each with the escape that is reported for it, or the
/// plainest sign-in where there is none. The service knows accounts as they are now, so they are judged here without what they are eligible for.</summary>
internal sealed class VerificationPlan(ConditionalAccessAnalysis access, Func<string, string?> appIdOf, IEnumerable<string> anyApplications)
{
    private readonly ConditionalAccessModel model = access.Model;

    /// <summary>The sign-ins, for those accounts and targets; a target that is null is all applications together.</summary>
    public IEnumerable<SignInVerification> Make(IEnumerable<PrivilegedAccount> accounts, IReadOnlyList<AccessTarget?> targets)
    {
        foreach (IGrouping<(PolicySet, PolicySet), (PrivilegedAccount Account, AccountProfiles Profiles)> same in accounts.Select(a => (Account: a, Profiles: access.Profiles(a)))
            .GroupBy(a => (model.ClassOf(a.Profiles.Before ?? a.Profiles.Activated), model.ClassOf(a.Profiles.Activated))))
        {
            (PrivilegedAccount account, AccountProfiles profiles) = same.OrderBy(a => a.Account.Enabled == false).First();
            foreach (AccessTarget? target in targets)
            {
                AccessTarget judged = target ?? model.EvaluateAll(profiles.Activated).Target;
                Scenario scenario = model.EscapeOf(profiles.Activated, judged) ?? Scenario.Plain;
                yield return Make(account, profiles.Before ?? profiles.Activated, judged, scenario, same.Count());
            }
        }
    }

    private SignInVerification Make(PrivilegedAccount account, AccountProfile profile, AccessTarget target, Scenario scenario, int accounts)
    {
        var cannot = new List<string>();
        (WhatIfContext context, string asked, AccessTarget judged) = Context(target, cannot);
        DeviceCell device = model.Space.Devices[scenario[Axis.Device]];
        (string Ip, string Country)? place = model.Space.Places.Example(model.Space.Locations.Inside(scenario[Axis.Location]), model.Space.Locations.Used);
        if (place is null)
        {
            cannot.Add("it has no words for the location");
        }

        if (scenario[Axis.Platform] == AxisCells.UnknownPlatform)
        {
            cannot.Add("it has no word for a platform that Microsoft does not know");
        }

        string? workload = profile.IsWorkload ? appIdOf(profile.Id) : null;
        if (profile.IsWorkload && workload is null)
        {
            cannot.Add("the workload's application id is not known");
        }

        // The attributes of a registered device are known here only by which filters they match.
        HashSet<string> leftOut = model.Policies.Where(p => p.IsEnabled && (p.Narrowed is not null || (device.Registered && p.Policy.Conditions?.Devices?.DeviceFilter is not null)))
            .Select(p => p.Policy.Id).Concat(model.UncertainFor(profile)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new SignInVerification
        {
            Account = account.UserPrincipalName ?? account.DisplayName,
            Target = target.Name,
            SignIn = model.Describe(scenario, profile.IsWorkload),
            Accounts = accounts,
            Ours = model.AppliedTo(profile, judged, scenario).Where(p => !p.Policy.Id.StartsWith(SecurityDefaults.IdPrefix, StringComparison.Ordinal)).ToDictionary(p => p.Policy.Id, p => p.Name, StringComparer.OrdinalIgnoreCase),
            LeftOut = leftOut,
            CannotAsk = cannot.Count == 0 ? null : string.Join("; ", cannot),
            Question = cannot.Count > 0 ? null : new WhatIfQuestion
            {
                UserId = profile.IsWorkload ? null : profile.Id, WorkloadAppId = workload, Context = context, Target = asked,
                ClientAppType = AxisCells.Clients[scenario[Axis.Client]], DevicePlatform = AxisCells.Platforms[scenario[Axis.Platform]], IpAddress = place!.Value.Ip, Country = place.Value.Country,
                UserRiskLevel = AxisCells.RiskLevels[scenario[Axis.UserRisk]], SignInRiskLevel = AxisCells.RiskLevels[scenario[Axis.SignInRisk]], ServicePrincipalRiskLevel = AxisCells.RiskLevels[scenario[Axis.ServicePrincipalRisk]],
                InsiderRiskLevel = AxisCells.InsiderRiskLevels[scenario[Axis.InsiderRisk]], TransferMethod = AxisCells.Flows[scenario[Axis.Flow]],
                IsCompliant = device.Compliant, TrustType = device.HybridJoined ? "ServerAD" : null,
            },
        };
    }

    // A suite is asked about by one of its members, and judged as that member: the service takes applications.
    private (WhatIfContext Context, string Asked, AccessTarget Judged) Context(AccessTarget target, List<string> cannot)
    {
        switch (target.Kind)
        {
            case TargetKind.AuthenticationContext:
                return (WhatIfContext.AuthenticationContext, target.Id, target);
            case TargetKind.UserAction:
                string? action = target.Id.ToLowerInvariant() switch { TargetCatalog.RegisterSecurityInfo => "registerSecurityInformation", TargetCatalog.RegisterDevice => "registerOrJoinDevices", _ => null };
                if (action is null)
                {
                    cannot.Add($"it has no word for '{target.Id}'");
                }

                return (WhatIfContext.UserAction, action ?? target.Id, target);
            case TargetKind.Application when Guid.TryParse(target.Id, out _):
                return (WhatIfContext.Application, target.Id, target);
            default:
                string? application = target.Id == AccessTarget.OtherId ? anyApplications.FirstOrDefault(id => !ApplicationSuites.IsMember(id) && model.Applications.All(a => !a.Id.Equals(id, StringComparison.OrdinalIgnoreCase))) : ApplicationSuites.MembersOf(target.Id).FirstOrDefault();
                if (application is null)
                {
                    cannot.Add($"no application stands for '{target.Name}'");
                }

                return (WhatIfContext.Application, application ?? target.Id, application is null ? target : model.FindTarget(application)!);
        }
    }
}
