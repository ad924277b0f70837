using System.Management.Automation;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Exposure.Spray;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Commands;

/// <summary>Finds password sprays in the sign-in log, low and slow ones too: which accounts were tried, which of them are privileged, which signed in afterwards.</summary>
[Cmdlet(VerbsCommon.Get, "Ed2402PasswordSpray")]
[OutputType(typeof(PasswordSpray))]
public sealed class GetEd2402PasswordSpray : AnalysisCmdlet
{
    private const int DefaultDays = 30;
    private string[] files = [];

    /// <summary>Files with sign-ins, instead of the tenant's log.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>From when on the tenant's log is read; the last 30 days when not given.</summary>
    [Parameter]
    public DateTimeOffset Since { get; set; }

    /// <summary>The least number of accounts tried.</summary>
    [Parameter]
    [ValidateRange(3, 100000)]
    public int MinimumAccounts { get; set; } = SprayOptions.Default.MinimumAccounts;

    private static IReadOnlyList<DatasetDefinition> PrivilegeDatasets => [.. CheckCatalogue.Find("INV-01")!.Metadata.Needs.Select(n => n.Dataset)];

    /// <inheritdoc/>
    protected override object? ErrorTarget => Path is null ? base.ErrorTarget : string.Join(", ", Path);

    /// <inheritdoc/>
    protected override void Begin()
    {
        // Files can be searched without a tenant; with one, privileged accounts are told.
        if (Path is null || Session.Current is not null)
        {
            base.Begin();
        }

        files = [.. (Path ?? []).Select(p => ResolveExistingFile(p, nameof(Path)))];
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        SprayOptions options = SprayOptions.Default with { MinimumAccounts = MinimumAccounts };
        TenantAnalysis? analysis = HasSession ? await AnalyzeAsync(Path is null ? [.. PrivilegeDatasets, Datasets.SignIns] : PrivilegeDatasets, cancellationToken, Scope).ConfigureAwait(false) : null;
        SprayReport report = await Task.Run(() => SpraySearch.Run(SignIns, IsPrivileged(analysis), options, cancellationToken), cancellationToken).ConfigureAwait(false);
        await WriteVerboseAsync($"{report.SignIns} sign-ins from {report.From:u} to {report.To:u}, {report.Failures} failed passwords.").ConfigureAwait(false);
        if (report.NotLookedAt > 0)
        {
            await WriteWarningAsync($"{report.NotLookedAt} failed passwords were beyond what is kept in memory and were not looked at: give a shorter time.").ConfigureAwait(false);
        }

        foreach (PasswordSpray spray in report.Sprays)
        {
            await WriteObjectAsync(spray).ConfigureAwait(false);
        }

        IEnumerable<Core.Snapshots.Items.SignIn> SignIns() => Path is null ? analysis!.Snapshot.Get(Datasets.SignIns).Items.Where(s => s.CreatedDateTime >= Since) : files.SelectMany(SignInFile.Read);
    }

    private DateTimeOffset From => Since != default ? Since.ToUniversalTime() : new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero).AddDays(-DefaultDays);

    private CollectionScope Scope => Path is null ? new CollectionScope { LogsSince = From, LogsOfEveryone = true } : CollectionScope.None;

    private static Func<string, string, bool>? IsPrivileged(TenantAnalysis? analysis)
    {
        if (analysis is null || analysis.Privilege.Completeness != "Complete")
        {
            // An account that is not in an incomplete inventory may be privileged all the same.
            return analysis is null ? null : (id, _) => analysis.Privilege.Find(id) is not null;
        }

        HashSet<string> names = [.. analysis.Privilege.Accounts.Select(a => a.UserPrincipalName).OfType<string>().Select(n => n.ToUpperInvariant())];
        return (id, name) => analysis.Privilege.Find(id) is { Type: not PrincipalType.Group } || names.Contains(name.ToUpperInvariant());
    }
}
