using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Review;

/// <summary>What a change in the directory is about, by the names that Microsoft documents ('Microsoft Entra audit log categories and activities').</summary>
public static class AuditActivities
{
    /// <summary>The kind of the change; null when it is none that says something about an exposure.</summary>
    public static ActivityKind? KindOf(DirectoryAudit audit)
    {
        ArgumentNullException.ThrowIfNull(audit);
        string name = audit.ActivityDisplayName ?? "";
        bool Has(params ReadOnlySpan<string> words)
        {
            foreach (string word in words)
            {
                if (name.Contains(word, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }

        return audit switch
        {
            _ when Has("federation", "domain authentication", "verified domain", "unverified domain", "verify domain", "domain to company", "domain from company", "DirSync", "on-premises directory synchronization") => ActivityKind.FederationChange,
            _ when Has("service principal credentials", "certificates and secrets", "federated identity credential", "PasswordCredential", "KeyCredential") => ActivityKind.CredentialChange,
            _ when Has("owner") && !Has("device", "registered owner") => ActivityKind.OwnerChange,
            _ when Has("consent", "app role assignment", "delegated permission grant", "OAuth2PermissionGrant", "permission grant") => ActivityKind.Consent,
            { Category: "RoleManagement" } => ActivityKind.RoleChange,
            _ when Has("member to role", "member from role", "eligible member", "role definition", "elevated their access", "role assignment") => ActivityKind.RoleChange,
            _ when Has("security info", "strong authentication", "authentication method", "temporary access pass", "passkey", "Windows Hello", "phone app") && audit.Category != "Policy" && !Has("policy") => ActivityKind.MethodChange,
            _ when Has("password", "StsRefreshTokenValidFrom", "refresh token", "revoke", "invalidate") && !Has("policy") => ActivityKind.PasswordChange,
            { Category: "Policy" or "AuthorizationPolicy" or "CrossTenantAccessSettings" } => ActivityKind.PolicyChange,
            _ when Has("policy", "conditional access", "named location", "company information", "company settings") => ActivityKind.PolicyChange,
            _ when Has("device") || audit.Category == "Device" => ActivityKind.DeviceChange,
            { Category: "UserManagement" or "GroupManagement" or "ApplicationManagement" or "AdministrativeUnit" } => ActivityKind.ObjectChange,
            _ => null,
        };
    }
}
