using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Proof;

/// <summary>A secret or certificate where it lies: on the application or on the service principal.</summary>
internal sealed record AppCredentialFact(string Holder, DatasetDefinition Dataset, string List, string? KeyId, string? Hint, string? Thumbprint, DateTimeOffset? Start, DateTimeOffset? End)
{
    public const string OnApplication = "application";
    public const string OnPrincipal = "service principal";

    /// <summary>The credentials of both objects.</summary>
    public static IReadOnlyList<AppCredentialFact> Of(Application? application, ServicePrincipal? principal) =>
    [
        .. Of(OnApplication, Datasets.Applications, application?.PasswordCredentials, application?.KeyCredentials),
        .. Of(OnPrincipal, Datasets.ServicePrincipals, principal?.PasswordCredentials, principal?.KeyCredentials),
    ];

    /// <summary>Whether the record names this very credential. A hint alone names those from before the exposure: a new secret may begin alike.</summary>
    public bool IsNamedBy(ExposureRecord record) =>
        (record.KeyId is not null && TenantFacts.Same(KeyId, record.KeyId))
        || (record.Thumbprint is not null && TenantFacts.Same(Thumbprint, record.Thumbprint))
        || (record.KeyId is null && record.Hint is not null && Hint == record.Hint && IsFromBefore(record.ResetAfter));

    public bool IsFromBefore(DateTimeOffset time) => Start is null || Start < time;

    public bool IsValidAt(DateTimeOffset time) => End is null || End > time;

    /// <summary>As reasons name it.</summary>
    public string Text => $"{(List == "passwordCredentials" ? "secret" : "certificate")} {KeyId ?? Thumbprint ?? "without key id"} on the {Holder}";

    /// <summary>The path of a property of it, as evidence names it.</summary>
    public string Property(string name) => $"{(Holder == OnApplication ? "application" : "servicePrincipal")}.{List}[{KeyId ?? Thumbprint ?? "?"}].{name}";

    private static IEnumerable<AppCredentialFact> Of(string holder, DatasetDefinition dataset, IReadOnlyList<PasswordCredential>? secrets, IReadOnlyList<KeyCredential>? keys) =>
        (secrets ?? []).Select(s => new AppCredentialFact(holder, dataset, "passwordCredentials", s.KeyId, s.Hint, null, s.StartDateTime, s.EndDateTime))
            .Concat((keys ?? []).Select(k => new AppCredentialFact(holder, dataset, "keyCredentials", k.KeyId, null, Hex(k.CustomKeyIdentifier), k.StartDateTime, k.EndDateTime)));

    // Graph gives the thumbprint in base64; older keys carry free text there, or the hexadecimal form.
    private static string? Hex(string? customKeyIdentifier)
    {
        if (customKeyIdentifier is null)
        {
            return null;
        }

        if (customKeyIdentifier.Length is 40 or 64 && customKeyIdentifier.All(char.IsAsciiHexDigit))
        {
            return customKeyIdentifier;
        }

        Span<byte> bytes = stackalloc byte[customKeyIdentifier.Length];
        return Convert.TryFromBase64String(customKeyIdentifier, bytes, out int written) ? Convert.ToHexString(bytes[..written]) : null;
    }
}
