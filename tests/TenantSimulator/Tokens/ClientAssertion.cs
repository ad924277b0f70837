using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Tokens;

/// <summary>Checks a client assertion: its shape, issuer, time and, where the client's certificate is known, thumbprint and signature.</summary>
internal static class ClientAssertion
{
    /// <summary>The refusal, or null when the assertion is good.</summary>
    public static ServiceResponse? Check(string assertion, SimulatorOptions options)
    {
        string[] parts = assertion.Split('.');
        if (parts.Length != 3)
        {
            return AuthorityErrors.BadAssertion("The client assertion is not a JWT");
        }

        using JsonDocument header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        using JsonDocument claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        if (claims.RootElement.GetProperty("iss").GetString() != options.ClientId || claims.RootElement.GetProperty("sub").GetString() != options.ClientId)
        {
            return AuthorityErrors.BadAssertion("The issuer of the client assertion is not the client");
        }

        if (Seconds(claims.RootElement.GetProperty("exp")) <= DateTimeOffset.UtcNow)
        {
            return AuthorityErrors.AssertionExpired();
        }

        if (options.ClientCertificate is not { } certificate)
        {
            return null;
        }

        byte[] signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        if (!IsThumbprint(header.RootElement, certificate) || !Verify(certificate, header.RootElement.GetProperty("alg").GetString(), signed, Base64Url.DecodeFromChars(parts[2])))
        {
            return AuthorityErrors.UnknownCertificate();
        }

        return certificate.NotAfter < DateTime.Now ? AuthorityErrors.CertificateExpired() : null;
    }

    /// <summary>A time in seconds since 1970; MSAL writes it as text.</summary>
    private static DateTimeOffset Seconds(JsonElement value) =>
        DateTimeOffset.FromUnixTimeSeconds(value.ValueKind == JsonValueKind.String ? long.Parse(value.GetString()!, System.Globalization.CultureInfo.InvariantCulture) : value.GetInt64());

    private static bool IsThumbprint(JsonElement header, X509Certificate2 certificate) =>
        (header.TryGetProperty("x5t#S256", out JsonElement sha256) && sha256.GetString() == Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256)))
        || (header.TryGetProperty("x5t", out JsonElement sha1) && sha1.GetString() == Base64Url.EncodeToString(certificate.GetCertHash()));

    private static bool Verify(X509Certificate2 certificate, string? algorithm, byte[] data, byte[] signature)
    {
        using RSA? key = certificate.GetRSAPublicKey();
        RSASignaturePadding? padding = algorithm switch { "PS256" => RSASignaturePadding.Pss, "RS256" => RSASignaturePadding.Pkcs1, _ => null };
        return key is not null && padding is not null && key.VerifyData(data, signature, HashAlgorithmName.SHA256, padding);
    }
}
