using System.Management.Automation;
using Ed2402Posture.Completion;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Commands;

/// <summary>Shows the settings of Privileged Identity Management, one object a role or group.</summary>
[Cmdlet(VerbsCommon.Get, "Ed2402PimPolicy")]
[OutputType(typeof(PimPolicy))]
public sealed class GetEd2402PimPolicy : AnalysisCmdlet
{
    private static readonly DatasetDefinition[] Wanted = [.. PimPolicyReader.Needs.Select(n => n.Dataset)];

    private readonly IdFilter ids = new();

    /// <summary>Name or id of roles or groups.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(PimTargetCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Target { get; set; }

    /// <summary>Ids of roles, as role assignments carry them, or of groups.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("RoleDefinitionId")]
    [ValidateNotNullOrEmpty]
    public string[]? TargetId { get; set; }

    /// <summary>Directory roles, members or owners of groups, Azure roles.</summary>
    [Parameter]
    public PimTargetType[]? TargetType { get; set; }

    /// <summary>Tiers of roles: 0 control plane, 1 management plane, 2 the rest.</summary>
    [Parameter]
    [ValidateRange(Tiers.ControlPlane, Tiers.Other)]
    public int[]? Tier { get; set; }

    /// <inheritdoc/>
    protected override void Accept() => ids.Add(TargetId);

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var names = new NamePatterns(Target);
        TenantAnalysis analysis = await AnalyzeAsync(Wanted, cancellationToken).ConfigureAwait(false);
        foreach (PimPolicy policy in PimPolicyReader.Read(analysis).Where(p => names.Match(p.Target, p.TargetId) && ids.Match(p.TargetId) && (TargetType is null || TargetType.Contains(p.TargetType)) && (Tier is null || Tier.Contains(p.Tier))))
        {
            await WriteObjectAsync(policy).ConfigureAwait(false);
        }

        await WriteUnmatchedAsync(names, nameof(Target), "role or group with PIM settings", analysis.Snapshot, Wanted).ConfigureAwait(false);
    }
}
