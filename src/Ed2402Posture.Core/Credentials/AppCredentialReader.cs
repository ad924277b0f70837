using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Credentials;

/// <summary>Lists every credential of every application and service principal, object by object.</summary>
public static class AppCredentialReader
{
    /// <summary>What the credentials and the privilege behind them rest on.</summary>
    public static IReadOnlyList<DatasetNeed> Needs { get; } = [Datasets.Applications, .. PrivilegeNeeds.All, Datasets.ServicePrincipalSignInActivities, Datasets.AppCredentialSignInActivities];

    /// <summary>The credentials, as they are reached: applications first, then service principals.</summary>
    /// <param name="analysis">The tenant.</param>
    /// <param name="issuedBefore">Credentials that start before this date are stale; null for no such rule.</param>
    public static IEnumerable<AppCredential> Read(TenantAnalysis analysis, DateTimeOffset? issuedBefore = null)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var reader = new Reader(analysis, issuedBefore);
        return analysis.Snapshot.Get(Datasets.Applications).Items.SelectMany(reader.Of)
            .Concat(analysis.Snapshot.Get(Datasets.ServicePrincipals).Items.SelectMany(reader.Of));
    }

    private sealed class Reader
    {
        private readonly CredentialLimits limits;
        private readonly DateTimeOffset now;
        private readonly DateTimeOffset? issuedBefore;
        private readonly Dictionary<string, PrivilegedAccount> byAppId;
        private readonly OwnerNames owners;
        private readonly CredentialUsage usage;
        private readonly ILookup<string, FederatedIdentityCredential> federated;
        private readonly bool whole;

        public Reader(TenantAnalysis analysis, DateTimeOffset? issuedBefore)
        {
            limits = CredentialLimits.From(analysis.Settings);
            now = analysis.Snapshot.Info.CollectedAt;
            this.issuedBefore = issuedBefore;
            byAppId = new Dictionary<string, PrivilegedAccount>(StringComparer.OrdinalIgnoreCase);
            foreach (PrivilegedAccount account in analysis.Privilege.Accounts.Where(a => a.Type is (PrincipalType.ServicePrincipal or PrincipalType.ManagedIdentity) && a.UserPrincipalName is not null))
            {
                byAppId.TryAdd(account.UserPrincipalName!, account);
            }

            owners = new OwnerNames(analysis.Snapshot);
            usage = new CredentialUsage(analysis.Snapshot, analysis.Settings);
            federated = analysis.Snapshot.Get(Datasets.FederatedIdentityCredentials).Items.ToLookup(f => f.ParentId, StringComparer.OrdinalIgnoreCase);
            whole = analysis.Privilege.Completeness == "Complete";
        }

        public IEnumerable<AppCredential> Of(Application application) => Judge(
            new Owner(application.DisplayName ?? application.Id, application.AppId, application.Id, CredentialObject.Application),
            application.PasswordCredentials ?? [], application.KeyCredentials ?? [], samlKeys: []);

        public IEnumerable<AppCredential> Of(ServicePrincipal principal)
        {
            IReadOnlyList<KeyCredential> keys = principal.KeyCredentials ?? [];
            bool saml = string.Equals(principal.PreferredSingleSignOnMode, "saml", StringComparison.OrdinalIgnoreCase);
            return Judge(
                new Owner(principal.DisplayName ?? principal.Id, principal.AppId, principal.Id, CredentialObject.ServicePrincipal, principal.ServicePrincipalType == "ManagedIdentity"),
                principal.PasswordCredentials ?? [], keys, saml ? [.. keys.Where(k => k.Usage == "Sign")] : []);
        }

        private IEnumerable<AppCredential> Judge(Owner owner, IReadOnlyList<PasswordCredential> secrets, IReadOnlyList<KeyCredential> keys, IReadOnlyList<KeyCredential> samlKeys)
        {
            if (secrets.Count + keys.Count == 0 && !federated.Contains(owner.Id))
            {
                return [];
            }

            PrivilegedAccount? account = owner.AppId is null ? null : byAppId.GetValueOrDefault(owner.AppId);
            List<AppCredential> all = [.. secrets.Select(s => Secret(owner, s, samlKeys)).Concat(keys.Select(k => Certificate(owner, k, samlKeys))).Concat(federated[owner.Id].Select(f => Federated(owner, f)))];
            string? names = account is null ? null : owners.Of(account.Id, owner.AppId);
            return all.Select(c => c with { Owners = names }).Select(c => c with
            {
                Tier = account?.Tier ?? (whole ? Tiers.Other : null),
                Privileges = account?.Roles,
                StaleCauses = new TextList<StaleCause>([.. StaleRules.Causes(c, all, limits, now, UseOf(owner, c), issuedBefore)]),
            });
        }

        /// <summary>The reports have no rows of federated credentials; a managed identity's certificate is Azure's own.</summary>
        private UseVerdict UseOf(Owner owner, AppCredential credential) =>
            credential.Kind == CredentialKind.Federated || owner.IsManaged ? new(UseState.Unknown, "") : usage.Of(credential);

        /// <summary>The private half of a SAML signing certificate carries a password under the same key id; it signs nobody in.</summary>
        private AppCredential Secret(Owner owner, PasswordCredential secret, IReadOnlyList<KeyCredential> samlKeys) =>
            Dated(owner, CredentialKind.Secret, secret.StartDateTime, secret.EndDateTime) with
            {
                KeyId = secret.KeyId, LastUsed = usage.LastUsed(secret.KeyId, owner.AppId), DisplayName = secret.DisplayName, Hint = secret.Hint,
                Use = samlKeys.Any(k => Same(k.KeyId, secret.KeyId)) ? CredentialUse.SamlSigning : CredentialUse.SignIn,
            };

        /// <summary>The public half of a SAML signing certificate is a second key with the same thumbprint.</summary>
        private AppCredential Certificate(Owner owner, KeyCredential key, IReadOnlyList<KeyCredential> samlKeys) =>
            Dated(owner, CredentialKind.Certificate, key.StartDateTime, key.EndDateTime) with
            {
                KeyId = key.KeyId, LastUsed = usage.LastUsed(key.KeyId, owner.AppId), DisplayName = key.DisplayName, Hint = Thumbprint(key.CustomKeyIdentifier),
                Use = samlKeys.Any(k => Same(k.KeyId, key.KeyId) || Same(k.CustomKeyIdentifier, key.CustomKeyIdentifier)) ? CredentialUse.SamlSigning : CredentialUse.SignIn,
            };

        /// <summary>Trust in another issuer has no dates: it holds until it is removed.</summary>
        private AppCredential Federated(Owner owner, FederatedIdentityCredential credential) => Dated(owner, CredentialKind.Federated, null, null) with
        {
            KeyId = credential.Id, DisplayName = credential.Name, Hint = $"{credential.Issuer} {credential.Subject ?? credential.ClaimsMatchingExpression?.Value}",
        };

        private AppCredential Dated(Owner owner, CredentialKind kind, DateTimeOffset? start, DateTimeOffset? end) => new()
        {
            Principal = owner.Name, AppId = owner.AppId, ObjectId = owner.Id, ObjectType = owner.Type, Kind = kind,
            StartDateTime = start?.ToUniversalTime(), EndDateTime = end?.ToUniversalTime(),
            AgeDays = Days(now - start), LifetimeDays = Days(end - start), DaysToExpiry = Days(end - now),
            State = end <= now ? CredentialState.Expired : start > now ? CredentialState.NotYetValid : CredentialState.Active,
        };

        private static bool Same(string? left, string? right) => left is not null && string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

        private static int? Days(TimeSpan? span) => span is { } time ? (int)Math.Floor(time.TotalDays) : null;

        /// <summary>The thumbprint in hexadecimal, as the portal shows it; Graph gives its bytes in base64.</summary>
        private static string? Thumbprint(string? base64)
        {
            Span<byte> bytes = stackalloc byte[64];
            return base64 is not null && Convert.TryFromBase64String(base64, bytes, out int length) ? Convert.ToHexString(bytes[..length]) : base64;
        }
    }

    private readonly record struct Owner(string Name, string? AppId, string Id, CredentialObject Type, bool IsManaged = false);
}
