using System.Globalization;
using System.Management.Automation;
using Ed2402Posture.Completion;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.ConditionalAccess.Verification;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Errors;

namespace Ed2402Posture.Commands;

/// <summary>Shows what conditional access demands of each privileged account in its weakest sign-in, and that sign-in.</summary>
[Cmdlet(VerbsCommon.Get, "Ed2402ConditionalAccess")]
[OutputType(typeof(ConditionalAccessRow))]
public sealed class GetEd2402ConditionalAccess : AnalysisCmdlet
{
    // The names of applications come from their service principals, which the inventory reads anyway.
    private static readonly DatasetDefinition[] Wanted = [.. ConditionalAccessNeeds.All.Concat(PrivilegeNeeds.All.Select(n => n.Dataset)).Distinct()];

    private readonly IdFilter ids = new();

    /// <summary>User principal names, display names or object ids.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(AccountCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Account { get; set; }

    /// <summary>Names or ids of targets; <c>All</c> for all applications together, <c>*</c> for each.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Target { get; set; }

    /// <summary>Object ids, as privileged accounts and findings carry them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "SubjectId", "PrincipalId")]
    [ValidateNotNullOrEmpty]
    public string[]? AccountId { get; set; }

    /// <summary>Holds the answers against Microsoft Graph's own What If evaluation: one account of each class and each reported escape, one a second.</summary>
    [Parameter]
    public SwitchParameter VerifyOnline { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        if (VerifyOnline && Session.Source is null)
        {
            ThrowTerminatingError(ErrorRecords.VerifyWithoutTenant(MyInvocation.MyCommand.Name, Session.Origin));
        }
    }

    /// <inheritdoc/>
    protected override void Accept() => ids.Add(AccountId);

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var names = new NamePatterns(Account);
        var targets = new NamePatterns(Target);
        TenantAnalysis analysis = await AnalyzeAsync(Wanted, cancellationToken).ConfigureAwait(false);
        ConditionalAccessAnalysis access = analysis.ConditionalAccess;
        AccessTarget?[] chosen = [.. Choose(access.Model, targets)];
        PrivilegedAccount[] accounts = [.. analysis.Privilege.Accounts.Where(IsWanted)];
        foreach (PrivilegedAccount account in accounts)
        {
            foreach (AccessTarget? target in chosen)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await WriteObjectAsync(access.Evaluate(account, target)).ConfigureAwait(false);
            }
        }

        await WriteUnmatchedAsync(names, nameof(Account), "privileged account", analysis.Snapshot, Wanted).ConfigureAwait(false);
        await WriteUnmatchedAsync(targets, nameof(Target), "target of conditional access", analysis.Snapshot, Wanted).ConfigureAwait(false);

        if (VerifyOnline)
        {
            await WatchAsync(observer => VerifyAsync([.. access.Verifications(accounts, chosen)], analysis.Snapshot.Info.CollectedAt, observer, cancellationToken), 0, cancellationToken, otherwise: "Microsoft Graph's What If evaluation").ConfigureAwait(false);
        }

        // Policies for users never reach workloads: those are shown when they are asked for.
        bool IsWanted(PrivilegedAccount account) =>
            names.Match(account.DisplayName, account.UserPrincipalName, account.Id) && ids.Match(account.Id)
            && (account.Type is PrincipalType.User or PrincipalType.Guest || (account.Type == PrincipalType.ServicePrincipal && (Account is not null || AccountId is not null)));
    }

    private async Task VerifyAsync(IReadOnlyList<SignInVerification> verifications, DateTimeOffset readAt, IScanObserver observer, CancellationToken cancellationToken)
    {
        int agreed = 0, disagreed = 0;
        foreach (SignInVerification verification in verifications.Where(v => v.Question is not null))
        {
            WhatIfAnswer answer = await Session.Source!.EvaluateAsync(verification.Question!, observer, cancellationToken).ConfigureAwait(false);
            if (answer.Refused is { } refused)
            {
                await WriteErrorAsync(ErrorRecords.VerificationRefused(verification.Account, refused.Describe("conditionalAccess/evaluate"))).ConfigureAwait(false);
                break;
            }

            string? difference = verification.Disagreement(answer);
            (agreed, disagreed) = difference is null ? (agreed + 1, disagreed) : (agreed, disagreed + 1);
            if (difference is not null)
            {
                await WriteErrorAsync(ErrorRecords.ConditionalAccessDisagrees(verification, answer, difference, readAt)).ConfigureAwait(false);
            }
        }

        foreach (IGrouping<string, SignInVerification> cannot in verifications.Where(v => v.CannotAsk is not null).GroupBy(v => v.CannotAsk!))
        {
            await WriteWarningAsync($"Microsoft Graph cannot be asked about {cannot.Count()} sign-in(s): {cannot.Key}. The first: {cannot.First().Account} to {cannot.First().Target} ({cannot.First().SignIn}).").ConfigureAwait(false);
        }

        if (verifications.Any(v => v.Question is not null && v.LeftOut.Count > 0))
        {
            await WriteWarningAsync($"{verifications.SelectMany(v => v.LeftOut).Distinct(StringComparer.OrdinalIgnoreCase).Count()} policies were left out of the comparison where this module does not count them, or where Microsoft Graph would need a device's attributes.").ConfigureAwait(false);
        }

        await WriteInformationAsync(string.Create(CultureInfo.InvariantCulture, $"Microsoft Graph's What If evaluation: {agreed} sign-ins agree, {disagreed} disagree, of {verifications.Count}."), "Ed2402Verification").ConfigureAwait(false);
    }

    /// <summary>The targets that the names stand for; null is all applications together.</summary>
    private IEnumerable<AccessTarget?> Choose(ConditionalAccessModel model, NamePatterns targets)
    {
        if (Target is null)
        {
            return [null];
        }

        // An application that no policy names has no row of its own in the list, but may be asked for by its appId.
        IEnumerable<AccessTarget> asked = Target.Select(model.FindTarget).OfType<AccessTarget>();
        bool together = Target.Contains(AccessTarget.AllId, StringComparer.OrdinalIgnoreCase) && targets.Match(AccessTarget.AllId);
        return [.. together ? new AccessTarget?[] { null } : [], .. model.Targets.Concat(asked).DistinctBy(t => t.Id, StringComparer.OrdinalIgnoreCase).Where(t => targets.Match(t.Id, t.Name))];
    }
}
