using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Sessions;

/// <summary>What one runspace is connected to: a signed-in tenant or a snapshot, and what was read so far. Never shared between runspaces.</summary>
internal sealed class Session
{
    private static readonly ConditionalWeakTable<Runspace, Session> Sessions = [];

    private readonly HashSet<(string Dataset, DatasetStatus Status, string? Missing)> warned = [];
    private (string? Key, TenantAnalysis Analysis)? analysis;

    private Session(TenantIdentity identity, ITenantSource? source, Snapshot? snapshot, string origin)
    {
        Identity = identity;
        Source = source;
        Snapshot = snapshot;
        Origin = origin;
    }

    /// <summary>Who is signed in, where.</summary>
    public TenantIdentity Identity { get; }
    /// <summary>The tenant to read from; null with the sample tenant and an imported snapshot.</summary>
    public ITenantSource? Source { get; }
    /// <summary>What the session shows, in words: <c>the sample tenant</c>, <c>the snapshot 'contoso.zip'</c>.</summary>
    public string Origin { get; }
    /// <summary>What was read so far; null before the first read.</summary>
    public Snapshot? Snapshot { get; set; }

    /// <summary>A session with a tenant that is signed in to.</summary>
    public static Session For(ITenantSource source) => new(source.Identity, source, null, $"tenant {source.Identity.TenantId}");

    /// <summary>A session with a snapshot alone.</summary>
    public static Session For(Snapshot snapshot, string origin)
    {
        var identity = new TenantIdentity
        {
            TenantId = snapshot.Info.TenantId,
            Method = SignInMethod.None,
            Environment = CloudEnvironment.All.FirstOrDefault(c => c.Name == snapshot.Info.Cloud) ?? CloudEnvironment.AzureCloud,
        };
        return new Session(identity, null, snapshot, origin);
    }

    /// <summary>The session of the running pipeline's runspace, or null. Call on the pipeline thread.</summary>
    public static Session? Current => Sessions.TryGetValue(Runspace.DefaultRunspace, out Session? session) ? session : null;

    /// <summary>Makes a session the current one; the one before ends. Call on the pipeline thread.</summary>
    public static void Begin(Session session)
    {
        End(Runspace.DefaultRunspace);
        Sessions.AddOrUpdate(Runspace.DefaultRunspace, session);
    }

    /// <summary>Ends the runspace's session; false when there was none.</summary>
    public static bool End(Runspace runspace)
    {
        if (!Sessions.TryGetValue(runspace, out Session? session))
        {
            return false;
        }

        Sessions.Remove(runspace);
        session.Source?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return true;
    }

    /// <summary>Whether the dataset's state was not yet told to the user in this session; true only once for each state.</summary>
    public bool IsNews(Dataset dataset) => warned.Add((dataset.Definition.Name, dataset.State.Status, dataset.State.Missing));

    /// <summary>The analysis of a snapshot under settings, kept while neither changes.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="settingsKey">What tells one state of the settings from another: file and time, or null for none.</param>
    public TenantAnalysis Analyze(Snapshot snapshot, PostureSettings settings, string? settingsKey)
    {
        if (analysis is not { } kept || kept.Key != settingsKey || kept.Analysis.Snapshot != snapshot)
        {
            analysis = kept = (settingsKey, new TenantAnalysis(snapshot, settings));
        }

        return kept.Analysis;
    }

    /// <summary>The privileged accounts of what was read so far, for completion: sends no request.</summary>
    public IReadOnlyList<PrivilegedAccount> KnownAccounts =>
        Snapshot is null ? [] : (analysis?.Analysis is { } kept && kept.Snapshot == Snapshot ? kept : Analyze(Snapshot, PostureSettings.Default, null)).Privilege.Accounts;
}
