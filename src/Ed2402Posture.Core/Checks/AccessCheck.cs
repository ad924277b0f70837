using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.Privilege;

namespace Ed2402Posture.Core.Checks;

/// <summary>A check of what conditional access demands of each privileged person, in every state in which the person has privilege: all eligible roles activated,
/// some of them, or what stands alone. Declared break-glass accounts are left to CA-09.</summary>
internal abstract class AccessCheck : PeopleCheck
{
    /// <summary>The verdict on one person that can sign in, in one state; made once a run.</summary>
    protected abstract Func<AccountProfile, Subject, Finding> Judge(CheckContext context, ConditionalAccessAnalysis access);

    /// <inheritdoc/>
    protected sealed override Func<PrivilegedAccount, Finding> Judge(CheckContext context)
    {
        ConditionalAccessAnalysis access = context.Analysis.ConditionalAccess;
        Func<AccountProfile, Subject, Finding> judge = Judge(context, access);
        return account =>
        {
            Subject subject = Subject.Of(account);
            if (account.Enabled == false)
            {
                return NotApplicable(context, subject, "The account is disabled and cannot sign in.", account.Roles);
            }

            if (context.Settings.IsBreakGlass(account.Id, account.UserPrincipalName))
            {
                return NotApplicable(context, subject, "The account is declared as break-glass and held to CA-09.", account.Roles);
            }

            AccountProfiles profiles = access.Profiles(account);
            Finding finding = JudgeStates(profiles, (profile) => Sure(access, profile, subject, judge, reason => NotAssessed(context, subject, reason, account.Roles)));
            if (finding.Outcome is Outcome.Pass or Outcome.Warning && profiles.Doubtful.Select(state => judge(state.Profile, subject)).FirstOrDefault(f => f.Outcome == Outcome.Fail) is { } doubt)
            {
                return NotAssessed(context, subject, $"Partial: not all that gives privilege was read. If the account has some before it activates its roles: {doubt.Reason}", account.Roles);
            }

            if (finding.Outcome is Outcome.Pass or Outcome.Warning && profiles.AtWorst is { } worst && judge(worst, subject) is { Outcome: Outcome.Fail } possible)
            {
                return NotAssessed(context, subject, $"Partial: the account may activate more than can be judged in every combination. In the worst that is thinkable: {possible.Reason}", account.Roles);
            }

            return finding.Outcome == Outcome.Pass && profiles.Before is { } before ? Before(context, access, before, subject) ?? finding : finding;
        };
    }

    /// <summary>What is said of a person of whom it holds whenever there is privilege, but not before anything is activated; null when that does not matter.</summary>
    protected virtual Finding? Before(CheckContext context, ConditionalAccessAnalysis access, AccountProfile before, Subject subject) => null;

    private static Finding JudgeStates(AccountProfiles profiles, Func<AccountProfile, Finding> judge)
    {
        Finding activated = judge(profiles.Activated);
        if (activated.Outcome is not (Outcome.Pass or Outcome.Warning))
        {
            return activated;
        }

        Finding? unknown = null;
        foreach (AccountState state in profiles.Lesser)
        {
            Finding finding = judge(state.Profile);
            if (finding.Outcome == Outcome.Fail)
            {
                return finding with { Reason = $"{state.Words}: {finding.Reason}" };
            }

            unknown ??= finding.Outcome == Outcome.NotAssessed ? finding : null;
        }

        return unknown ?? activated;
    }

    /// <summary>A failure stands when it does not hang on policies of which it was not read whether they are for the account.</summary>
    private static Finding Sure(ConditionalAccessAnalysis access, AccountProfile profile, Subject subject, Func<AccountProfile, Subject, Finding> judge, Func<string, Finding> unknown)
    {
        Finding finding = judge(profile, subject);
        return finding.Outcome != Outcome.Fail || !access.Model.UncertainFor(profile).Any() || judge(profile with { BenefitOfDoubt = true }, subject).Outcome == Outcome.Fail ? finding
            : unknown($"Partial: {NotApplied.Uncertainty(profile)}, and a policy that would settle it hangs on that. Without it: {finding.Reason}");
    }

    /// <summary>The resources that administrators use: the portals, Azure management, Microsoft Graph, and whatever policies tell apart from these among their
    /// members.</summary>
    protected static IReadOnlyList<AccessTarget> AdministratorResources(ConditionalAccessModel model) =>
        [.. model.Applications.Where(t => t.Id == ApplicationSuites.MicrosoftGraph || t.Id == ApplicationSuites.MicrosoftAdminPortals || AdministrationApplications.IsMember(t.Id))];

    /// <summary>What is demanded of each resource, as evidence.</summary>
    protected static string Evidence(ConditionalAccessModel model, AccountProfile profile, ScenarioSlice slice = ScenarioSlice.All) =>
        string.Join("; ", model.Applications.Where(t => model.Policies.Count > 0 || t.Id == AccessTarget.OtherId).Select(t => (t.Name, model.Judge(profile, t, slice).Any)).GroupBy(t => t.Any).OrderBy(g => g.Key).Select(g => $"{g.Key}: {Few([.. g.Select(t => t.Name)])}"));

    /// <summary>Policies that are not counted, as the end of a reason.</summary>
    protected static string NotCounted(AccessVerdict verdict) => verdict.NarrowedPolicies.Count == 0 ? string.Empty : $" Not counted: {string.Join("; ", verdict.NarrowedPolicies)}.";

    private static string Few(string[] names) => names.Length <= 4 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(4))} and {names.Length - 4} more";
}
