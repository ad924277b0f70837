using System.Management.Automation;
using Ed2402Posture.Completion;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Commands;

/// <summary>Shows how each privileged person can sign in: methods registered, allowed and demanded, and what that amounts to.</summary>
[Cmdlet(VerbsCommon.Get, "Ed2402AuthenticationMethod")]
[OutputType(typeof(AuthenticationMethodRow))]
public sealed class GetEd2402AuthenticationMethod : AnalysisCmdlet
{
    private static readonly DatasetDefinition[] Wanted = [.. AuthenticationAnalysis.Needs.Concat(ConditionalAccessNeeds.All).Concat(PrivilegeNeeds.All.Select(n => n.Dataset)).Distinct()];

    private readonly IdFilter ids = new();

    /// <summary>User principal names, display names or object ids.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(AccountCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Account { get; set; }

    /// <summary>Object ids, as privileged accounts and findings carry them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "SubjectId", "PrincipalId")]
    [ValidateNotNullOrEmpty]
    public string[]? AccountId { get; set; }

    /// <summary>Only people whose sign-in is of these strengths in effect.</summary>
    [Parameter]
    public EffectiveStrength[]? EffectiveStrength { get; set; }

    /// <inheritdoc/>
    protected override void Accept() => ids.Add(AccountId);

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var names = new NamePatterns(Account);
        TenantAnalysis analysis = await AnalyzeAsync(Wanted, cancellationToken).ConfigureAwait(false);
        foreach (PrivilegedAccount account in analysis.Privilege.Accounts.Where(a => a.Type is PrincipalType.User or PrincipalType.Guest && names.Match(a.DisplayName, a.UserPrincipalName, a.Id) && ids.Match(a.Id)))
        {
            AuthenticationMethodRow row = analysis.Authentication.Evaluate(account);
            if (EffectiveStrength is null || EffectiveStrength.Contains(row.EffectiveStrength))
            {
                await WriteObjectAsync(row).ConfigureAwait(false);
            }
        }

        await WriteUnmatchedAsync(names, nameof(Account), "privileged person", analysis.Snapshot, Wanted).ConfigureAwait(false);
    }
}
