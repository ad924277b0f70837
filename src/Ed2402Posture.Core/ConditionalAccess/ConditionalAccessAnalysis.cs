using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.ConditionalAccess;

/// <summary>Conditional access of a snapshot, for its privileged accounts.</summary>
public sealed class ConditionalAccessAnalysis
{
    private readonly ProfileBuilder profiles;
    private readonly ConditionalAccessInput input;
    private readonly IReadOnlyList<ServicePrincipal> servicePrincipals;
    private readonly Dictionary<string, AccountProfiles> known = new(StringComparer.OrdinalIgnoreCase);

    internal ConditionalAccessAnalysis(Snapshot snapshot, PrivilegeInventory privilege)
    {
        Dataset<ConditionalAccessPolicy> policies = snapshot.Get(Datasets.ConditionalAccessPolicies);
        bool defaults = snapshot.Get(Datasets.SecurityDefaults).Items.Any(d => d.IsEnabled == true);
        Names = new MembershipNames(snapshot);
        ILookup<string, string?> applications = snapshot.Get(Datasets.ServicePrincipals).Items.Where(s => s.AppId is not null).ToLookup(s => s.AppId!, s => s.DisplayName, StringComparer.OrdinalIgnoreCase);
        input = new ConditionalAccessInput
        {
            Policies = [.. policies.Items, .. defaults ? SecurityDefaults.Policies : []],
            NamedLocations = snapshot.Get(Datasets.NamedLocations).Items,
            NamedLocationsAreWhole = snapshot.Get(Datasets.NamedLocations).IsComplete,
            Strengths = snapshot.Get(Datasets.AuthenticationStrengthPolicies).Items,
            ApplicationName = id => ApplicationSuites.IsSuite(id) ? null : applications[id].FirstOrDefault(),
            Names = Names,
        };
        servicePrincipals = snapshot.Get(Datasets.ServicePrincipals).Items;
        Model = new ConditionalAccessModel(input);
        profiles = new ProfileBuilder(snapshot, privilege);
        IsAssessed = policies.IsComplete || defaults;
        Completeness = string.Join("; ", ConditionalAccessNeeds.Verdict.Select(d => snapshot.Get(d)).Where(d => !d.IsComplete).Concat(new Dataset[] { snapshot.Get(Datasets.ExclusionGroupEligibilityInstances) }.Where(d => !d.IsComplete && d.State.Status != DatasetStatus.NotLicensed)).Select(d => d.State.Describe(d.Definition.Name)));
        Completeness = Completeness.Length == 0 ? "Complete" : Completeness;
    }

    /// <summary>The tenant's conditional access.</summary>
    public ConditionalAccessModel Model { get; }
    /// <summary>Whether the policies were read whole, or security defaults stand in for them: else nothing is said about anyone.</summary>
    public bool IsAssessed { get; }
    /// <summary>What was not read and could change the verdicts; <c>Complete</c> when nothing.</summary>
    public string Completeness { get; }

    internal MembershipNames Names { get; }

    internal ChangeAdvisor Advisor => new(input, Model, Names.Name);

    /// <summary>Judges an account for a target, or for all applications.</summary>
    /// <param name="account">The account.</param>
    /// <param name="target">The target; null for all applications.</param>
    public ConditionalAccessRow Evaluate(PrivilegedAccount account, AccessTarget? target)
    {
        ArgumentNullException.ThrowIfNull(account);
        AccountProfiles own = Profiles(account);
        AccessVerdict? verdict = IsAssessed ? Verdict(own.Activated, target) : null;
        AccessVerdict? before = IsAssessed && own.Before is not null ? Verdict(own.Before, target) : null;
        return new ConditionalAccessRow
        {
            AccountId = account.Id,
            Account = account.UserPrincipalName ?? account.DisplayName,
            Target = target?.Name ?? "All applications",
            TargetId = target?.Id ?? AccessTarget.AllId,
            Requirement = verdict?.Requirement,
            RequirementUnmanaged = verdict?.RequirementUnmanaged,
            RequirementBeforeActivation = before?.Requirement,
            Escape = verdict?.Escape is { } escape && target is null ? $"{verdict.Target.Name}: {escape}" : verdict?.Escape,
            EscapeBeforeActivation = before is not null && before.Requirement < verdict!.Requirement ? before.Escape : null,
            Policies = string.Join("; ", verdict?.Policies ?? []),
            NarrowedPolicies = string.Join("; ", verdict?.NarrowedPolicies ?? []),
            Completeness = Completeness,
        };
    }

    /// <summary>Rows of an account for every target.</summary>
    public IEnumerable<ConditionalAccessRow> EvaluateTargets(PrivilegedAccount account) => Model.Targets.Select(target => Evaluate(account, target));

    /// <summary>The sign-ins to hold against the service's own What If evaluation: one account of each class, with each target's reported escape.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <param name="targets">The targets; null among them for all applications together.</param>
    public IEnumerable<Verification.SignInVerification> Verifications(IEnumerable<PrivilegedAccount> accounts, IReadOnlyList<AccessTarget?> targets)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(targets);
        return !IsAssessed ? [] : new Verification.VerificationPlan(this, id => servicePrincipals.FirstOrDefault(s => s.Id.Equals(id, StringComparison.OrdinalIgnoreCase))?.AppId, servicePrincipals.Select(s => s.AppId).OfType<string>()).Make(accounts, targets);
    }

    internal AccountProfiles Profiles(PrivilegedAccount account)
    {
        if (!known.TryGetValue(account.Id, out AccountProfiles? found))
        {
            known.Add(account.Id, found = profiles.Build(account));
        }

        return found;
    }

    internal AccessVerdict Verdict(AccountProfile profile, AccessTarget? target, ScenarioSlice slice = ScenarioSlice.All) => target is null ? Model.EvaluateAll(profile, slice) : Model.Evaluate(profile, target, slice);
}
