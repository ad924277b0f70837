using System.Management.Automation;
using Ed2402Posture.Completion;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

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
        foreach (PrivilegedAccount account in analysis.Privilege.Accounts.Where(IsWanted))
        {
            foreach (AccessTarget? target in chosen)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await WriteObjectAsync(access.Evaluate(account, target)).ConfigureAwait(false);
            }
        }

        await WriteUnmatchedAsync(names, nameof(Account), "privileged account", analysis.Snapshot, Wanted).ConfigureAwait(false);
        await WriteUnmatchedAsync(targets, nameof(Target), "target of conditional access", analysis.Snapshot, Wanted).ConfigureAwait(false);

        // Policies for users never reach workloads: those are shown when they are asked for.
        bool IsWanted(PrivilegedAccount account) =>
            names.Match(account.DisplayName, account.UserPrincipalName, account.Id) && ids.Match(account.Id)
            && (account.Type is PrincipalType.User or PrincipalType.Guest || (account.Type == PrincipalType.ServicePrincipal && (Account is not null || AccountId is not null)));
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
