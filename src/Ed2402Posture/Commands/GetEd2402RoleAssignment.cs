using System.Management.Automation;
using Ed2402Posture.Completion;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Commands;

/// <summary>Shows role assignments in Microsoft Entra ID and Azure, one object an assignment; with <c>-Derived</c> also those that
/// members and owners of groups hold through them.</summary>
[Cmdlet(VerbsCommon.Get, "Ed2402RoleAssignment")]
[OutputType(typeof(RoleHolding))]
public sealed class GetEd2402RoleAssignment : AnalysisCmdlet
{
    private static readonly DatasetDefinition[] Wanted = [.. PrivilegeNeeds.DirectoryRoles.Concat(PrivilegeNeeds.AzureRoles).Select(n => n.Dataset).Append(Datasets.Users).Append(Datasets.DeletedPrincipals).Distinct()];

    private readonly IdFilter ids = new();

    /// <summary>Display name, user principal name, application id or object id of the principal.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(AccountCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Object ids of principals, as privileged accounts and findings carry them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "SubjectId", "AccountId")]
    [ValidateNotNullOrEmpty]
    public string[]? PrincipalId { get; set; }

    /// <summary>Tiers of the role at its scope: 0 control plane, 1 management plane, 2 the rest.</summary>
    [Parameter]
    [ValidateRange(Tiers.ControlPlane, Tiers.Other)]
    public int[]? Tier { get; set; }

    /// <summary>Where the role acts.</summary>
    [Parameter]
    public Plane[]? Plane { get; set; }

    /// <summary>Name or definition id of the role.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RoleCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Role { get; set; }

    /// <summary>Active, eligible, or activated for now.</summary>
    [Parameter]
    public PathState[]? State { get; set; }

    /// <summary>Adds the assignments that members and owners of groups hold through them.</summary>
    [Parameter]
    public SwitchParameter Derived { get; set; }

    /// <inheritdoc/>
    protected override void Accept() => ids.Add(PrincipalId);

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var names = new NamePatterns(Name);
        var roles = new NamePatterns(Role);
        TenantAnalysis analysis = await AnalyzeAsync(Wanted, cancellationToken).ConfigureAwait(false);
        foreach (RoleHolding holding in analysis.Privilege.Assignments.Concat(Derived ? analysis.Privilege.DerivedAssignments : []).Where(IsWanted))
        {
            await WriteObjectAsync(holding).ConfigureAwait(false);
        }

        await WriteUnmatchedAsync(names, nameof(Name), Derived ? "principal with a role" : "principal with a role of its own", analysis.Snapshot, Wanted).ConfigureAwait(false);
        await WriteUnknownRolesAsync(Role, analysis, Wanted).ConfigureAwait(false);

        bool IsWanted(RoleHolding holding) =>
            names.Match(holding.Principal, holding.UserPrincipalName, holding.PrincipalId)
            && ids.Match(holding.PrincipalId)
            && (Tier is null || Tier.Contains(holding.Tier))
            && (Plane is null || Plane.Contains(holding.Plane))
            && roles.Match(holding.Role, holding.RoleDefinitionId)
            && (State is null || State.Contains(holding.State));
    }
}
