using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;

namespace Ed2402Posture.Core.Credentials;

/// <summary>How long credentials may live: and unused: the thresholds of WID-03 and WID-04; the defaults of lifetimes are SCuBA's (MS.AAD.5.6v1 and 5.7v1).</summary>
internal sealed record CredentialLimits
{
    private const string Check = "WID-03", Days = "days";

    public static readonly Threshold SecretLifetime = new("maximumSecretLifetimeDays", 180, Days, "Longest time from start to end of a client secret.");
    public static readonly Threshold CertificateLifetime = new("maximumCertificateLifetimeDays", 365, Days, "Longest time from start to end of a certificate.");
    public static readonly Threshold SecretAge = new("maximumSecretAgeDays", 180, Days, "Greatest age of a client secret, whatever its end.");
    public static readonly Threshold CertificateAge = new("maximumCertificateAgeDays", 365, Days, "Greatest age of a certificate, whatever its end.");
    public static readonly Threshold ExpiryWarning = new("expiryWarningDays", 30, Days, "A credential that ends within this time is a warning.") { Minimum = 0, Maximum = 365 };
    public static readonly Threshold Rollover = new("rolloverDays", 30, Days, "How long an older credential may stay valid beside a newer one of its kind.") { Minimum = 0, Maximum = 365 };

    /// <summary>A threshold of WID-04.</summary>
    public static readonly Threshold Unused = new("maximumUnusedDays", 90, Days, "Longest time without use of a credential, or of a workload.");

    public static readonly IReadOnlyList<Threshold> Thresholds = [SecretLifetime, CertificateLifetime, SecretAge, CertificateAge, ExpiryWarning, Rollover];

    public required int MaximumSecretLifetime { get; init; }
    public required int MaximumCertificateLifetime { get; init; }
    public required int MaximumSecretAge { get; init; }
    public required int MaximumCertificateAge { get; init; }
    public required int ExpiryWarningDays { get; init; }
    public required int RolloverDays { get; init; }
    public required int UnusedDays { get; init; }

    public static CredentialLimits From(PostureSettings settings) => new()
    {
        MaximumSecretLifetime = settings.Threshold(Check, SecretLifetime),
        MaximumCertificateLifetime = settings.Threshold(Check, CertificateLifetime),
        MaximumSecretAge = settings.Threshold(Check, SecretAge),
        MaximumCertificateAge = settings.Threshold(Check, CertificateAge),
        ExpiryWarningDays = settings.Threshold(Check, ExpiryWarning),
        RolloverDays = settings.Threshold(Check, Rollover),
        UnusedDays = settings.Threshold("WID-04", Unused),
    };

    public int Lifetime(CredentialKind kind) => kind == CredentialKind.Secret ? MaximumSecretLifetime : MaximumCertificateLifetime;

    public int Age(CredentialKind kind) => kind == CredentialKind.Secret ? MaximumSecretAge : MaximumCertificateAge;
}
