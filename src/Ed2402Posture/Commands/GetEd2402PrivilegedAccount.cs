using System.Management.Automation;
using Ed2402Posture.Completion;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Commands;

/// <summary>Finds every account that is or can become privileged: one object an account, with all its paths.</summary>
[Cmdlet(VerbsCommon.Get, "Ed2402PrivilegedAccount")]
[OutputType(typeof(PrivilegedAccount))]
public sealed class GetEd2402PrivilegedAccount : AnalysisCmdlet
{
    private static readonly DatasetDefinition[] Wanted = [.. PrivilegeNeeds.All.Select(n => n.Dataset), Datasets.DeletedPrincipals, Datasets.SignInActivity];

    private readonly IdFilter ids = new();

    /// <summary>Display name, user principal name, application id or object id.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(AccountCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Object ids, as findings and role assignments carry them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SubjectId", "PrincipalId", "AccountId")]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>Tiers: 0 control plane, 1 management plane, 2 privilege in a part of the directory or of Azure only.</summary>
    [Parameter]
    [ValidateRange(Tiers.ControlPlane, Tiers.Other)]
    public int[]? Tier { get; set; }

    /// <summary>Kinds of principal.</summary>
    [Parameter]
    public PrincipalType[]? Type { get; set; }

    /// <summary>Where the role acts.</summary>
    [Parameter]
    public Plane[]? Plane { get; set; }

    /// <summary>Name or definition id of a role or permission.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RoleCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Role { get; set; }

    /// <summary>Only what is active without end.</summary>
    [Parameter]
    public SwitchParameter Standing { get; set; }

    /// <summary>Counts only what the account holds in its own name; groups, ownership and other roundabout paths are left out.</summary>
    [Parameter]
    public SwitchParameter ExcludeIndirect { get; set; }

    /// <inheritdoc/>
    protected override void Accept() => ids.Add(Id);

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var names = new NamePatterns(Name);
        var roles = new NamePatterns(Role);
        TenantAnalysis analysis = await AnalyzeAsync(Wanted, cancellationToken).ConfigureAwait(false);
        IEnumerable<PrivilegedAccount> accounts = analysis.Privilege.Accounts.Where(a => names.Match(a.DisplayName, a.UserPrincipalName, a.Id) && ids.Match(a.Id));
        if (ExcludeIndirect)
        {
            accounts = accounts.Select(a => a.OwnOnly()).OfType<PrivilegedAccount>().OrderBy(a => a.Tier).ThenBy(a => a.Type == PrincipalType.Deleted).ThenByDescending(a => a.Standing);
        }

        foreach (PrivilegedAccount account in accounts.Where(IsWanted))
        {
            await WriteObjectAsync(account).ConfigureAwait(false);
        }

        await WriteUnmatchedAsync(names, nameof(Name), "privileged account", analysis.Snapshot, Wanted).ConfigureAwait(false);
        await WriteUnknownRolesAsync(Role, analysis, Wanted).ConfigureAwait(false);

        bool IsWanted(PrivilegedAccount account) =>
            (Tier is null || Tier.Contains(account.Tier))
            && (Type is null || Type.Contains(account.Type))
            && account.Paths.Any(IsWantedPath);

        bool IsWantedPath(AccessPath path) =>
            (Plane is null || Plane.Contains(path.Plane))
            && roles.Match(path.Role, path.RoleDefinitionId)
            && (!Standing || path.Standing);
    }
}
