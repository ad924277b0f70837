using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ed2402Posture.Core.Checks;

/// <summary>What a federation's public certificate says of itself.</summary>
/// <param name="Thumbprint">SHA-1, as administrators know it.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="From">From when on it is valid (UTC).</param>
/// <param name="To">Until when (UTC).</param>
internal sealed record SigningCertificate(string Thumbprint, string Subject, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Its whole life in days.</summary>
    public int LifetimeDays => (int)Math.Floor((To - From).TotalDays);

    /// <summary>Reads base64; null when it is no certificate.</summary>
    public static SigningCertificate? Read(string? base64)
    {
        try
        {
            using var certificate = new X509Certificate2(Convert.FromBase64String(base64 ?? ""));
            return new SigningCertificate(certificate.Thumbprint, certificate.Subject, certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
