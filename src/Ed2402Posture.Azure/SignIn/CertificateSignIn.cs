using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Identity;
using Ed2402Posture.Core.Collecting;

namespace Ed2402Posture.Azure.SignIn;

/// <summary>As an application with a certificate: one in hand, or a PFX or PEM file.</summary>
internal static class CertificateSignIn
{
    public static SignInMethodResult Create(SignInContext context)
    {
        X509Certificate2 certificate = context.Options.Certificate ?? Load(
            context.Options.CertificatePath ?? throw SignInErrors.Missing("a certificate", "-Certificate or -CertificatePath"),
            SecureText.Read(context.Options.CertificatePassword));
        Check(certificate, context.Time.GetUtcNow());
        return new SignInMethodResult(new ClientCertificateCredential(context.Tenant, context.Client, certificate, context.Apply(new ClientCertificateCredentialOptions
        {
            DisableInstanceDiscovery = context.Options.Environment.IsCustom,
        })));
    }

    /// <summary>Told apart by content, not by name: a PEM file holds text.</summary>
    private static X509Certificate2 Load(string path, string? password)
    {
        try
        {
            byte[] content = File.ReadAllBytes(path);
            if (content.AsSpan().IndexOf("-----BEGIN "u8) < 0)
            {
                return new X509Certificate2(content, password);
            }

            return password is null ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SignInException($"The certificate file '{path}' cannot be read.", SignInErrors.CertificateNotFound, "Check -CertificatePath and the rights to the file.", exception);
        }
        catch (CryptographicException exception)
        {
            throw new SignInException(
                $"The file '{path}' is not a certificate with its private key, or its password is wrong.",
                SignInErrors.CertificateInvalid,
                "Give a PFX file with -CertificatePassword, or a PEM file that holds certificate and private key.",
                exception);
        }
    }

    private static void Check(X509Certificate2 certificate, DateTimeOffset now)
    {
        if (!certificate.HasPrivateKey)
        {
            throw new SignInException(
                $"The certificate {certificate.Thumbprint} has no private key here.", SignInErrors.CertificateInvalid, "Use a certificate whose private key is on this machine and readable for you.");
        }

        if (certificate.NotAfter.ToUniversalTime() <= now.UtcDateTime)
        {
            throw new SignInException(
                string.Create(CultureInfo.InvariantCulture, $"The certificate {certificate.Thumbprint} expired on {certificate.NotAfter.ToUniversalTime():u}."), SignInErrors.CertificateExpired, "Renew the certificate and add the new one to the application.");
        }

        if (certificate.NotBefore.ToUniversalTime() > now.UtcDateTime)
        {
            throw new SignInException(
                string.Create(CultureInfo.InvariantCulture, $"The certificate {certificate.Thumbprint} is not valid before {certificate.NotBefore.ToUniversalTime():u}."), SignInErrors.CertificateInvalid, "Check this machine's clock, or use another certificate.");
        }
    }
}
