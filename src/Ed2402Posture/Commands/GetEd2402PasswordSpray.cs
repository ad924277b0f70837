using System.Globalization;
using System.Management.Automation;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Exposure.Logs.Files;
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
    private LogFiles? files;
    private string? cache;

    /// <summary>Log files that were exported, instead of the tenant's log: files, folders, wildcards.</summary>
    [Parameter(Position = 0)]
    [Alias("Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? LogPath { get; set; }

    /// <summary>Reads the tenant's log beside the files; what both hold counts once.</summary>
    [Parameter]
    public SwitchParameter IncludeTenantLog { get; set; }

    /// <summary>From when on the tenant's log is read; the last 30 days when not given.</summary>
    [Parameter]
    public DateTimeOffset Since { get; set; }

    /// <summary>The least number of accounts tried.</summary>
    [Parameter]
    [ValidateRange(3, 100000)]
    public int MinimumAccounts { get; set; } = SprayOptions.Default.MinimumAccounts;

    /// <summary>The folder in which sign-ins that were read are kept.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CachePath { get; set; }

    private static IReadOnlyList<DatasetDefinition> PrivilegeDatasets => [.. CheckCatalogue.Find("INV-01")!.Metadata.Needs.Select(n => n.Dataset)];

    /// <inheritdoc/>
    protected override object? ErrorTarget => LogPath is null ? base.ErrorTarget : string.Join(", ", LogPath);

    /// <inheritdoc/>
    protected override void Begin()
    {
        // Files can be searched without a tenant; with one, privileged accounts are told.
        if (ReadsTenant || Session.Current is not null)
        {
            base.Begin();
        }

        cache = CachePath is null ? null : ResolvePath(CachePath, nameof(CachePath));
        files = LogPath is null ? null : new LogFiles(ResolveLogFiles(LogPath, nameof(LogPath)));
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        TenantAnalysis? analysis = HasSession ? await AnalyzeAsync([.. PrivilegeDatasets, .. ReadsTenant ? [Datasets.SubscribedSkus] : Array.Empty<DatasetDefinition>()], cancellationToken).ConfigureAwait(false) : null;
        SprayReport report = ReadsTenant ? await SearchTenantAsync(analysis!, cancellationToken).ConfigureAwait(false) : await SearchAsync([], analysis, cancellationToken).ConfigureAwait(false);
        if (files is not null)
        {
            await WriteSummariesAsync(files).ConfigureAwait(false);
        }

        await WriteVerboseAsync(string.Create(CultureInfo.InvariantCulture, $"{report.SignIns} sign-ins from {report.From:u} to {report.To:u}, {report.Failures} failed passwords.")).ConfigureAwait(false);
        if (report.NotLookedAt > 0)
        {
            await WriteWarningAsync($"{report.NotLookedAt} failed passwords were beyond what is kept in memory and were not looked at: give a shorter time.").ConfigureAwait(false);
        }

        foreach (PasswordSpray spray in report.Sprays)
        {
            await WriteObjectAsync(spray).ConfigureAwait(false);
        }
    }

    private async Task<SprayReport> SearchTenantAsync(TenantAnalysis analysis, CancellationToken cancellationToken)
    {
        LogStream<Core.Snapshots.Items.SignIn>[] streams = [new(Datasets.SignIns, LogKind.InteractiveSignIns), new(Datasets.OtherSignIns, LogKind.NonInteractiveWrongPasswords)];
        LogReading<Core.Snapshots.Items.SignIn>[] readings = await WithLogsAsync(analysis.Snapshot, cache, logs => Task.WhenAll(streams.Select(s => logs.ReadAsync(s, From(analysis.Snapshot), cancellationToken))), cancellationToken).ConfigureAwait(false);
        foreach (LogCoverage coverage in readings.Select(r => r.Coverage).Where(c => !c.IsWhole))
        {
            await WriteWarningAsync(coverage.Text).ConfigureAwait(false);
        }

        return await SearchAsync(readings, analysis, cancellationToken).ConfigureAwait(false);
    }

    private bool ReadsTenant => LogPath is null || IncludeTenantLog;

    private Task<SprayReport> SearchAsync(IReadOnlyList<LogReading<Core.Snapshots.Items.SignIn>> readings, TenantAnalysis? analysis, CancellationToken cancellationToken) =>
        Task.Run(() => SpraySearch.Run(() => SpraySource.Read(readings, files), IsPrivileged(analysis), SprayOptions.Default with { MinimumAccounts = MinimumAccounts }, cancellationToken), cancellationToken);

    // A snapshot's last days end where it was made.
    private DateTimeOffset From(Snapshot snapshot) => Since != default ? Since.ToUniversalTime()
        : new DateTimeOffset((Session.Source is null ? snapshot.Info.CollectedAt : DateTimeOffset.UtcNow).UtcDateTime.Date, TimeSpan.Zero).AddDays(1 - DefaultDays);

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
