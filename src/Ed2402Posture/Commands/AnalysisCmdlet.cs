using System.Globalization;
using System.Management.Automation;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Errors;

namespace Ed2402Posture.Commands;

/// <summary>Base of the cmdlets that judge a tenant: adds <c>-SettingsPath</c> and <c>-Refresh</c>, and gives the analyses.</summary>
public abstract partial class AnalysisCmdlet : TenantCmdlet
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
        ReadSettings();
    }

    /// <summary>What the organisation declares.</summary>
    private protected PostureSettings Settings => settings;

    /// <summary>Reads the settings file, for a cmdlet that can do without a session.</summary>
    private protected void ReadSettings()
    {
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
    /// <param name="scope">What to ask for in datasets that are read on demand.</param>
    protected async Task<TenantAnalysis> AnalyzeAsync(IReadOnlyCollection<DatasetDefinition> wanted, CancellationToken cancellationToken, CollectionScope? scope = null)
    {
        Snapshot snapshot = await GetSnapshotAsync(wanted, Refresh, cancellationToken, LogWindows.Of(settings, scope)).ConfigureAwait(false);
        return Session.Analyze(snapshot, settings, settingsKey);
    }

    /// <summary>Names in an error what was asked for by name and is not there, so that a mistyped name is not taken for a clean answer.</summary>
    /// <param name="names">The names, after all candidates were matched.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="what">What has no such name, as <c>privileged account</c>.</param>
    /// <param name="snapshot">What was read.</param>
    /// <param name="looked">The datasets that could have held it.</param>
    private protected async Task WriteUnmatchedAsync(NamePatterns names, string parameter, string what, Snapshot snapshot, IEnumerable<DatasetDefinition> looked)
    {
        string unread = string.Join("; ", looked.Select(snapshot.Get).Where(d => !d.IsComplete).Select(d => d.State.Describe(d.Definition.Name)));
        foreach (string name in names.Unmatched)
        {
            await WriteErrorAsync(ErrorRecords.NameNotFound(name, parameter, what, unread)).ConfigureAwait(false);
        }
    }

    /// <summary>As <see cref="WriteUnmatchedAsync"/>, for roles: one that Microsoft defines but nobody holds is no error.</summary>
    private protected async Task WriteUnknownRolesAsync(string[]? roles, TenantAnalysis analysis, IEnumerable<DatasetDefinition> looked)
    {
        var names = new NamePatterns(roles);
        foreach (RoleName role in roles is null ? [] : RoleNames.Known(analysis.Snapshot))
        {
            names.Match(role.Name, role.Id);
        }

        foreach (AccessPath path in roles is null ? [] : analysis.Privilege.Accounts.SelectMany(a => a.Paths))
        {
            names.Match(path.Role, path.RoleDefinitionId);
        }

        await WriteUnmatchedAsync(names, "Role", "role or permission", analysis.Snapshot, looked).ConfigureAwait(false);
    }
}
