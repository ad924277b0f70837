using System.Management.Automation;
using Ed2402Posture.Completion;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Commands;

/// <summary>Shows the secrets and certificates of every application and service principal, one object a credential.</summary>
[Cmdlet(VerbsCommon.Get, "Ed2402AppCredential")]
[OutputType(typeof(AppCredential))]
public sealed class GetEd2402AppCredential : AnalysisCmdlet
{
    private static readonly DatasetDefinition[] Wanted = [.. AppCredentialReader.Needs.Select(n => n.Dataset)];

    private readonly IdFilter ids = new();
    private string? cache;

    /// <summary>Display name, application id or object id of applications and service principals.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(WorkloadCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Object ids of applications or service principals, as privileged accounts and findings carry them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "SubjectId", "PrincipalId", "AccountId")]
    [ValidateNotNullOrEmpty]
    public string[]? ObjectId { get; set; }

    /// <summary>Secret, certificate or federated.</summary>
    [Parameter]
    public CredentialKind[]? Kind { get; set; }

    /// <summary>Active, expired or not yet valid.</summary>
    [Parameter]
    public CredentialState[]? State { get; set; }

    /// <summary>Only what is stale.</summary>
    [Parameter]
    public SwitchParameter Stale { get; set; }

    /// <summary>A date: credentials that were issued before it count as stale.</summary>
    [Parameter]
    public DateTimeOffset? IssuedBefore { get; set; }

    /// <summary>Reads the log of workloads' sign-ins for credentials whose last use no report dates.</summary>
    [Parameter]
    public SwitchParameter IncludeSignInLog { get; set; }

    /// <summary>Reads the names of owners of every application and service principal with a credential, not only of the privileged ones.</summary>
    [Parameter]
    public SwitchParameter IncludeOwner { get; set; }

    /// <summary>The folder in which logs that were read are kept.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CachePath { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        cache = CachePath is null ? null : ResolvePath(CachePath, nameof(CachePath));
    }

    /// <inheritdoc/>
    protected override void Accept() => ids.Add(ObjectId);

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var names = new NamePatterns(Name);
        TenantAnalysis analysis = await AnalyzeAsync(IncludeOwner ? [.. Wanted, Datasets.CredentialOwners] : Wanted, cancellationToken).ConfigureAwait(false);
        ids.AddTwins(WorkloadIds.Twins(analysis.Snapshot, ids.Named));
        if (IncludeSignInLog)
        {
            analysis = await WithSignInsAsync(analysis, cache, IsAsked, ofPrivilegedAlone: false, cancellationToken).ConfigureAwait(false);
        }

        foreach (AppCredential credential in AppCredentialReader.Read(analysis, IssuedBefore).Where(IsWanted))
        {
            await WriteObjectAsync(credential).ConfigureAwait(false);
        }

        await WriteUnmatchedAsync(names, nameof(Name), "application or service principal with a credential", analysis.Snapshot, [Datasets.Applications, Datasets.ServicePrincipals]).ConfigureAwait(false);

        bool IsAsked(AppCredential credential) =>
            names.Match(credential.Principal, credential.AppId, credential.ObjectId)
            && ids.Match(credential.ObjectId)
            && (Kind is null || Kind.Contains(credential.Kind))
            && (State is null || State.Contains(credential.State));

        bool IsWanted(AppCredential credential) => IsAsked(credential) && (!Stale || credential.Stale);
    }
}
