using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>What a check judges: the snapshot, the analyses over it, the settings. Analyses are made once, on first use, and shared.</summary>
public sealed class CheckContext
{
    /// <summary>Makes the context of one run.</summary>
    public CheckContext(TenantAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        Analysis = analysis;
    }

    /// <summary>The analyses.</summary>
    public TenantAnalysis Analysis { get; }
    /// <summary>The snapshot.</summary>
    public Snapshot Snapshot => Analysis.Snapshot;
    /// <summary>The settings.</summary>
    public PostureSettings Settings => Analysis.Settings;
    /// <summary>The time against which ages count: the snapshot's.</summary>
    public DateTimeOffset Now => Snapshot.Info.CollectedAt;

    /// <summary>The case whose records are judged too, or null.</summary>
    public ExposureCase? Case => Analysis.Case;

    /// <summary>Who is privileged, by which paths.</summary>
    public PrivilegeInventory Privilege => Analysis.Privilege;
    /// <summary>The tenant as a subject.</summary>
    public Subject Tenant => Subject.Tenant(Snapshot);

    /// <summary>Whether a dataset was read well enough for a verdict.</summary>
    public bool IsMet(DatasetNeed need) => IsMet(need, null);

    /// <summary>Whether a dataset was read well enough for a verdict of one check; null for what all checks share.</summary>
    public bool IsMet(DatasetNeed need, string? checkId)
    {
        ArgumentNullException.ThrowIfNull(need);

        // Logs of sign-ins that were asked for stand in for the reports of last uses; what they leave open is said of each workload.
        bool standsIn = Analysis.SignIns is not null && (need.Dataset == (DatasetDefinition)Datasets.AppCredentialSignInActivities || need.Dataset == (DatasetDefinition)Datasets.ServicePrincipalSignInActivities);
        return standsIn || need.IsMet(Snapshot.Get(need.Dataset).State, checkId);
    }

    /// <summary>Whether all that the check needs, and all that widens it, was read. Only then do 'too few' and 'none' mean anything.</summary>
    public bool IsWhole(CheckMetadata check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return check.Needs.Concat(check.Widens).All(n => IsMet(n, check.Id));
    }

    /// <summary>A threshold's value: from the settings, else its default.</summary>
    public int Threshold(CheckMetadata check, string name)
    {
        ArgumentNullException.ThrowIfNull(check);
        Threshold threshold = check.Thresholds.First(t => t.Name == name);
        return Settings.Threshold(check.Id, threshold);
    }
}
