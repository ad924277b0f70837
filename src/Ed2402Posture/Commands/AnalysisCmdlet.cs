using System.Globalization;
using System.Management.Automation;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Errors;

namespace Ed2402Posture.Commands;

/// <summary>Base of the cmdlets that judge a tenant: adds <c>-SettingsPath</c> and <c>-Refresh</c>, and gives the analyses.</summary>
public abstract class AnalysisCmdlet : TenantCmdlet
{
    private PostureSettings settings = PostureSettings.Default;
    private string? settingsKey;

    /// <summary>A JSON file with what the organisation declares: break-glass accounts, thresholds, allow lists, waivers.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SettingsPath { get; set; }

    /// <summary>Reads the tenant anew instead of using what this session has read already.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Reads the settings, so that an error in them is told before any request.</summary>
    protected override void Begin()
    {
        base.Begin();
        if (SettingsPath is not null)
        {
            string path = ResolveExistingFile(SettingsPath, nameof(SettingsPath));
            settingsKey = string.Create(CultureInfo.InvariantCulture, $"{path} {File.GetLastWriteTimeUtc(path):O}");
            try
            {
                settings = SettingsReader.Read(path);
            }
            catch (SettingsException exception)
            {
                ThrowTerminatingError(ErrorRecords.SettingsInvalid(SettingsPath, exception));
            }
        }
    }

    /// <summary>The analyses over the wanted datasets, under the user's settings; made once while neither changes.</summary>
    /// <param name="wanted">What the cmdlet looks at.</param>
    /// <param name="cancellationToken">Ends the reading at once.</param>
    protected async Task<TenantAnalysis> AnalyzeAsync(IReadOnlyCollection<DatasetDefinition> wanted, CancellationToken cancellationToken)
    {
        Snapshot snapshot = await GetSnapshotAsync(wanted, Refresh, cancellationToken).ConfigureAwait(false);
        return Session.Analyze(snapshot, settings, settingsKey);
    }
}
