using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Credentials;

/// <summary>Makes the credentials of one object after the other. What that takes from the whole tenant is made ready once; no object is kept.</summary>
internal sealed class CredentialReader
{
    private readonly CredentialLimits limits;
    private readonly DateTimeOffset now;
    private readonly Dictionary<string, PrivilegedAccount> byAppId = new(StringComparer.OrdinalIgnoreCase);
    private readonly OwnerNames owners;
    private readonly ILookup<string, FederatedIdentityCredential> federated;
    private readonly bool whole;

    public CredentialReader(TenantAnalysis analysis)
    {
        limits = CredentialLimits.From(analysis.Settings);
        now = analysis.Snapshot.Info.CollectedAt;
        foreach (PrivilegedAccount account in analysis.Privilege.Accounts.Where(a => a.Type is (PrincipalType.ServicePrincipal or PrincipalType.ManagedIdentity or PrincipalType.AgentIdentity) && a.UserPrincipalName is not null))
        {
            byAppId.TryAdd(account.UserPrincipalName!, account);
        }

        owners = new OwnerNames(analysis.Snapshot);
        Usage = new CredentialUsage(analysis.Snapshot, analysis.Settings, analysis.SignIns);
        federated = analysis.Snapshot.Get(Datasets.FederatedIdentityCredentials).Items.ToLookup(f => f.ParentId, StringComparer.OrdinalIgnoreCase);
        whole = analysis.Privilege.Completeness == "Complete";
    }

    /// <summary>What is known of the use of credentials.</summary>
    public CredentialUsage Usage { get; }

    /// <summary>Names of the owners of an application; empty when there is none, null when that is not known.</summary>
    public string? Owners(string? privilegedId, string? appId) => owners.Of(privilegedId, appId).Names;

    /// <summary>Whether the object belongs to a privileged workload, or trusts another issuer: few do.</summary>
    public bool IsOfInterest(string id, string? appId) => (appId is not null && byAppId.ContainsKey(appId)) || federated.Contains(id);

    /// <summary>The credentials of an application, judged.</summary>
    public IReadOnlyList<AppCredential> Of(Application application, DateTimeOffset? issuedBefore = null) =>
        Judge(Make(Of(application.DisplayName, application.AppId, application.Id, CredentialObject.Application), application.PasswordCredentials ?? [], application.KeyCredentials ?? [], signing: []), issuedBefore);

    /// <summary>The credentials of a service principal, judged.</summary>
    public IReadOnlyList<AppCredential> Of(ServicePrincipal principal, DateTimeOffset? issuedBefore = null) => Judge(Unjudged(principal), issuedBefore);

    /// <summary>The credentials of a service principal, without a word on their staleness.</summary>
    public List<AppCredential> Unjudged(ServicePrincipal principal)
    {
        IReadOnlyList<KeyCredential> keys = principal.KeyCredentials ?? [];
        bool saml = keys.Count > 0 && Same(principal.PreferredSingleSignOnMode, "saml");
        return Make(
            Of(principal.DisplayName, principal.AppId, principal.Id, CredentialObject.ServicePrincipal, Same(principal.ServicePrincipalType, "ManagedIdentity")),
            principal.PasswordCredentials ?? [], keys, saml ? [.. keys.Where(k => Same(k.Usage, "Sign"))] : []);
    }

    private Carrier Of(string? name, string? appId, string id, CredentialObject type, bool isManaged = false)
    {
        PrivilegedAccount? account = appId is null ? null : byAppId.GetValueOrDefault(appId);
        return new Carrier(name ?? id, appId, id, type, isManaged, account);
    }

    private List<AppCredential> Make(Carrier carrier, IReadOnlyList<PasswordCredential> secrets, IReadOnlyList<KeyCredential> keys, IReadOnlyList<KeyCredential> signing)
    {
        if (secrets.Count + keys.Count == 0 && !federated.Contains(carrier.Id))
        {
            return [];
        }

        Owners names = owners.Of(carrier.Account?.Id, carrier.AppId);
        var made = new List<AppCredential>(secrets.Count + keys.Count);
        foreach (PasswordCredential secret in secrets)
        {
            // The private half of a SAML signing certificate carries a password under the same key id; it signs nobody in.
            made.Add(Of(carrier, names, CredentialKind.Secret, secret.KeyId, secret.StartDateTime, secret.EndDateTime, secret.DisplayName, secret.Hint, signing.Any(k => Same(k.KeyId, secret.KeyId))));
        }

        foreach (KeyCredential key in keys)
        {
            // The public half of a SAML signing certificate is a second key with the same thumbprint.
            made.Add(Of(carrier, names, CredentialKind.Certificate, key.KeyId, key.StartDateTime, key.EndDateTime, key.DisplayName, Thumbprint(key.CustomKeyIdentifier), signing.Any(k => Same(k.KeyId, key.KeyId) || Same(k.CustomKeyIdentifier, key.CustomKeyIdentifier))));
        }

        // Trust in another issuer has no dates: it holds until it is removed.
        made.AddRange(federated[carrier.Id].Select(f => Of(carrier, names, CredentialKind.Federated, f.Id, null, null, f.Name, $"{f.Issuer} {f.Subject ?? f.ClaimsMatchingExpression?.Value}", isSigning: false)));
        return made;
    }

    private List<AppCredential> Judge(List<AppCredential> credentials, DateTimeOffset? issuedBefore)
    {
        for (int i = 0; i < credentials.Count; i++)
        {
            StaleCause[] causes = [.. StaleRules.Causes(credentials[i], credentials, limits, now, UseOf(credentials[i]), issuedBefore)];
            if (causes.Length > 0)
            {
                credentials[i] = credentials[i] with { StaleCauses = new TextList<StaleCause>(causes) };
            }
        }

        return credentials;
    }

    /// <summary>The reports have no rows of federated credentials; a managed identity's certificate is Azure's own.</summary>
    private UseVerdict UseOf(AppCredential credential) =>
        credential.Kind == CredentialKind.Federated || credential.IsAzures ? new(UseState.Unknown, "") : Usage.Of(credential);

    private AppCredential Of(in Carrier carrier, in Owners known, CredentialKind kind, string? keyId, DateTimeOffset? start, DateTimeOffset? end, string? name, string? hint, bool isSigning) => new()
    {
        Principal = carrier.Name, AppId = carrier.AppId, ObjectId = carrier.Id, ObjectType = carrier.Type, Kind = kind, KeyId = keyId, DisplayName = name, Hint = hint,
        Use = isSigning && !Usage.HasSignedIn(keyId, kind == CredentialKind.Certificate ? hint : null, carrier.AppId) ? CredentialUse.SamlSigning : CredentialUse.SignIn, IsAzures = carrier.IsManaged && kind == CredentialKind.Certificate,
        LastUsed = kind == CredentialKind.Federated ? null : Usage.LastUsed(keyId, kind == CredentialKind.Certificate ? hint : null, carrier.AppId),
        UseKnownSince = kind == CredentialKind.Federated ? null : Usage.KnownSince(carrier.AppId),
        StartDateTime = start?.ToUniversalTime(), EndDateTime = end?.ToUniversalTime(),
        AgeDays = Days(now - start), LifetimeDays = Days(end - start), DaysToExpiry = Days(end - now),
        State = end <= now ? CredentialState.Expired : start > now ? CredentialState.NotYetValid : CredentialState.Active,
        Owners = known.Names, Ownership = known.Known, Tier = carrier.Account?.Tier ?? (whole ? Tiers.Other : null), Privileges = carrier.Account?.Roles,
    };

    private static bool Same(string? left, string? right) => left is not null && string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static int? Days(TimeSpan? span) => span is { } time ? (int)Math.Floor(time.TotalDays) : null;

    /// <summary>The thumbprint in hexadecimal, as the portal shows it; Graph gives its bytes in base64.</summary>
    private static string? Thumbprint(string? base64)
    {
        Span<byte> bytes = stackalloc byte[64];
        return base64 is not null && Convert.TryFromBase64String(base64, bytes, out int length) ? Convert.ToHexString(bytes[..length]) : base64;
    }

    /// <summary>The object that carries credentials.</summary>
    private readonly record struct Carrier(string Name, string? AppId, string Id, CredentialObject Type, bool IsManaged, PrivilegedAccount? Account);
}
