using System.Globalization;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Proof;

/// <summary>Whether applications are still of use: their last use as a client, and beside it who owns them and what they may do. It names
/// candidates; whether one is of use is for a person to decide.</summary>
internal sealed class ApplicationUse
{
    private readonly DateTimeOffset now;
    private readonly CredentialUsage usage;
    private readonly WorkloadAge age;
    private readonly Dictionary<string, Application> applications;
    private readonly ILookup<string, AppRoleAssignment> granted;
    private readonly CredentialReader reader;

    public ApplicationUse(TenantAnalysis analysis)
    {
        Snapshot snapshot = analysis.Snapshot;
        now = snapshot.Info.CollectedAt;
        usage = analysis.Credentials.Usage;
        age = new WorkloadAge(snapshot);
        applications = snapshot.Get(Datasets.Applications).Items.Where(a => a.AppId is not null).GroupBy(a => a.AppId!, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        granted = snapshot.Get(Datasets.AppRoleAssignments).Items.ToLookup(a => a.PrincipalId ?? "", StringComparer.OrdinalIgnoreCase);
        reader = analysis.Credentials.Reader;
        IsPrivileged = id => analysis.Privilege.Find(id) is not null;
    }

    private Func<string, bool> IsPrivileged { get; }

    /// <summary>Whether it has a secret or certificate that is valid now, on either object. Microsoft's own applications and managed identities keep their own.</summary>
    public bool MaySignIn(ServicePrincipal principal) =>
        principal.ServicePrincipalType != "ManagedIdentity" && !TenantFacts.Same(principal.AppOwnerOrganizationId, MicrosoftTenant.Id) && principal.PreferredSingleSignOnMode != "saml"
        && AppCredentialFact.Of(applications.GetValueOrDefault(principal.AppId ?? ""), principal).Any(c => c.IsValidAt(now));

    /// <summary>Its use.</summary>
    public UseVerdict Of(ServicePrincipal principal) => usage.OfWorkload(principal.AppId, age.Made(principal), age.KnownSince(principal), principal.ServicePrincipalType == "ManagedIdentity");

    /// <summary>Why it seems of no further use: no sign-in, no permission, no owner, as far as these were read.</summary>
    public string Reasons(ServicePrincipal principal)
    {
        var reasons = new List<string> { $"The application {Of(principal).Text}" };
        int permissions = granted[principal.Id].Count();
        reasons.Add(permissions == 0 ? "it holds none of the application permissions that were read" : string.Create(CultureInfo.InvariantCulture, $"it holds {permissions} application permission{(permissions == 1 ? "" : "s")}"));
        if (reader.Owners(IsPrivileged(principal.Id) ? principal.Id : null, principal.AppId) is "")
        {
            reasons.Add("it has no owner");
        }

        return $"{string.Join("; ", reasons)}.";
    }
}
