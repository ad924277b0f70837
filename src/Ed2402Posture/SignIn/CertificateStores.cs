using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ed2402Posture.Errors;

namespace Ed2402Posture.SignIn;

/// <summary>Certificates for signing in: finds them by thumbprint and refuses those that cannot sign.</summary>
internal static class CertificateStores
{
    /// <summary>The certificate of that thumbprint in the personal store of the user, then of the machine.</summary>
    public static X509Certificate2 Find(string thumbprint)
    {
        string plain = string.Concat(thumbprint.Where(char.IsAsciiHexDigit));
        foreach (StoreLocation location in new[] { StoreLocation.CurrentUser, StoreLocation.LocalMachine })
        {
            if (Find(plain, location) is { } certificate)
            {
                return certificate;
            }
        }

        throw ErrorRecords.CertificateNotFound(thumbprint).ToException();
    }

    /// <summary>Refuses a certificate without private key or out of its time.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="given">What the user gave, for the error.</param>
    public static void Check(X509Certificate2 certificate, object given)
    {
        if (!certificate.HasPrivateKey)
        {
            throw ErrorRecords.CertificateWithoutKey(given, certificate.Subject).ToException();
        }

        if (certificate.NotAfter < DateTime.Now)
        {
            throw ErrorRecords.CertificateExpired(given, certificate.Subject, certificate.NotAfter.ToUniversalTime()).ToException();
        }
    }

    private static X509Certificate2? Find(string thumbprint, StoreLocation location)
    {
        try
        {
            using var store = new X509Store(StoreName.My, location, OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            return store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false).FirstOrDefault();
        }
        catch (CryptographicException)
        {
            // No such store here: on Linux and macOS a machine's personal store does not exist.
            return null;
        }
    }
}
