using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core;

/// <summary>A snapshot with the analyses over it, each made once on first use.</summary>
public sealed class TenantAnalysis
{
    private readonly Lazy<PrivilegeInventory> privilege;
    private readonly Lazy<ConditionalAccessAnalysis> conditionalAccess;
    private readonly Lazy<AuthenticationAnalysis> authentication;
    private readonly Lazy<CredentialAnalysis> credentials;

    private readonly Lazy<IReadOnlyList<ExposureResult>> exposure = new([]);

    /// <summary>Binds a snapshot to settings.</summary>
    public TenantAnalysis(Snapshot snapshot, PostureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(settings);
        Snapshot = snapshot;
        Settings = settings;
        privilege = new(() => PrivilegeAnalyzer.Analyze(snapshot, settings));
        conditionalAccess = new(() => new ConditionalAccessAnalysis(snapshot, Privilege));
        authentication = new(() => new AuthenticationAnalysis(this));
        credentials = new(() => new CredentialAnalysis(this));
    }

    private TenantAnalysis(TenantAnalysis other)
    {
        (Snapshot, Settings, Case, SignIns) = (other.Snapshot, other.Settings, other.Case, other.SignIns);
        (privilege, conditionalAccess, authentication, credentials, exposure) = (other.privilege, other.conditionalAccess, other.authentication, other.credentials, other.exposure);
    }

    private TenantAnalysis(TenantAnalysis other, ExposureCase exposureCase)
        : this(other)
    {
        Case = exposureCase;
        exposure = new(() => ExposureProof.Prove(exposureCase, Snapshot));
    }

    private TenantAnalysis(TenantAnalysis other, WorkloadSignIns signIns)
        : this(other)
    {
        SignIns = signIns;
        credentials = new(() => new CredentialAnalysis(this));
    }

    /// <summary>The tenant as data.</summary>
    public Snapshot Snapshot { get; }
    /// <summary>The user's settings.</summary>
    public PostureSettings Settings { get; }
    /// <summary>The case whose records are judged too, or null.</summary>
    public ExposureCase? Case { get; }
    /// <summary>Logs of workloads' sign-ins that were read beside the snapshot, or null.</summary>
    public WorkloadSignIns? SignIns { get; }
    /// <summary>How the case's records stand; none without a case.</summary>
    public IReadOnlyList<ExposureResult> Exposure => exposure.Value;
    /// <summary>Who is privileged, by which paths.</summary>
    public PrivilegeInventory Privilege => privilege.Value;
    /// <summary>What conditional access demands of the privileged accounts.</summary>
    public ConditionalAccessAnalysis ConditionalAccess => conditionalAccess.Value;
    /// <summary>How the privileged people can sign in.</summary>
    public AuthenticationAnalysis Authentication => authentication.Value;
    /// <summary>The credentials of applications and service principals.</summary>
    internal CredentialAnalysis Credentials => credentials.Value;

    /// <summary>The same analyses, with what logs show of the use of credentials.</summary>
    public TenantAnalysis WithSignIns(WorkloadSignIns signIns)
    {
        ArgumentNullException.ThrowIfNull(signIns);
        return new TenantAnalysis(this, signIns);
    }

    /// <summary>The same analyses, with a case to judge.</summary>
    public TenantAnalysis ForCase(ExposureCase exposureCase)
    {
        ArgumentNullException.ThrowIfNull(exposureCase);
        return new TenantAnalysis(this, exposureCase);
    }
}
