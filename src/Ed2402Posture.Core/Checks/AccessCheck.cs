using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.Privilege;

namespace Ed2402Posture.Core.Checks;

/// <summary>A check of what conditional access demands of each privileged person. Declared break-glass accounts are left to CA-09.</summary>
internal abstract class AccessCheck : PeopleCheck
{
    /// <summary>The verdict on one person that can sign in, made once a run.</summary>
    protected abstract Func<AccountProfiles, Subject, Finding> Judge(CheckContext context, ConditionalAccessAnalysis access);

    /// <inheritdoc/>
    protected sealed override Func<PrivilegedAccount, Finding> Judge(CheckContext context)
    {
        ConditionalAccessAnalysis access = context.Analysis.ConditionalAccess;
        Func<AccountProfiles, Subject, Finding> judge = Judge(context, access);
        return account =>
        {
            Subject subject = Subject.Of(account);
            return account.Enabled == false ? NotApplicable(context, subject, "The account is disabled and cannot sign in.", account.Roles)
                : context.Settings.IsBreakGlass(account.Id, account.UserPrincipalName) ? NotApplicable(context, subject, "The account is declared as break-glass and held to CA-09.", account.Roles)
                : judge(access.Profiles(account), subject);
        };
    }

    /// <summary>The resources that administrators use.</summary>
    protected static IReadOnlyList<AccessTarget> AdministratorResources(ConditionalAccessModel model) =>
        [.. new[] { ApplicationSuites.MicrosoftAdminPortals, ApplicationSuites.AzureManagement, ApplicationSuites.MicrosoftGraph }.Select(id => model.FindTarget(id)!)];

    /// <summary>What is demanded of each resource, as evidence.</summary>
    protected static string Evidence(ConditionalAccessModel model, AccountProfile profile, ScenarioSlice slice = ScenarioSlice.All) =>
        string.Join("; ", model.Applications.Where(t => model.Policies.Count > 0 || t.Id == AccessTarget.OtherId).Select(t => (t.Name, model.Judge(profile, t, slice).Any)).GroupBy(t => t.Any).OrderBy(g => g.Key).Select(g => $"{g.Key}: {Few([.. g.Select(t => t.Name)])}"));

    /// <summary>Policies that are not counted, as the end of a reason.</summary>
    protected static string NotCounted(AccessVerdict verdict) => verdict.NarrowedPolicies.Count == 0 ? string.Empty : $" Not counted: {string.Join("; ", verdict.NarrowedPolicies)}.";

    private static string Few(string[] names) => names.Length <= 4 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(4))} and {names.Length - 4} more";
}
