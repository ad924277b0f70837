using System.Globalization;
using System.Text.RegularExpressions;
using Ed2402Posture.Core.Collecting;

namespace Ed2402Posture.Azure.SignIn;

/// <summary>An <c>AADSTS</c> error of Microsoft Entra ID: its number, and the id under which the service's log has the attempt. Source:
/// Microsoft Entra 'authentication and authorization error codes'.</summary>
internal sealed partial record AuthorityError(int Number, string? TraceId)
{
    /// <summary>The error named in any of the texts, or null.</summary>
    public static AuthorityError? Find(IEnumerable<string> texts)
    {
        foreach (string text in texts)
        {
            if (Numbered().Match(text) is { Success: true } match)
            {
                string? trace = Trace().Match(text) is { Success: true } found ? found.Groups[1].Value : null;
                return new AuthorityError(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), trace);
            }
        }

        return null;
    }

    /// <summary>The error as the user sees it.</summary>
    public SignInException ToException(SignInOptions options)
    {
        (string id, string message, string action) = Explain(options);
        string trace = TraceId is null ? string.Empty : $", trace id {TraceId}";
        return new SignInException($"{message} (AADSTS{Number}{trace})", id, action);
    }

    private (string Id, string Message, string Action) Explain(SignInOptions options)
    {
        string tenant = options.TenantId is null ? "The tenant" : $"The tenant '{options.TenantId}'";
        string client = options.ClientId is null ? "The application" : $"The application '{options.ClientId}'";
        return Number switch
        {
            90002 or 900021 or 900023 or 90019 or 50059 or 50001 => ("SignInTenantNotFound", $"{tenant} was not found at {options.Environment.Authority.Host}.", "Check -TenantId (the tenant's id or a verified domain) and -Environment."),
            700016 => ("SignInClientNotFound", $"{client} does not exist in the tenant.", "Check -ClientId and -TenantId; a multitenant application needs consent in the tenant first."),
            7000112 or 700005 => ("SignInClientDisabled", $"{client} is disabled in the tenant.", "Enable the application's service principal, or use another application."),
            7000215 => ("SignInClientSecretInvalid", "The client secret is wrong.", "Give the secret's value, not its id, and check that it belongs to -ClientId."),
            7000222 => ("SignInClientSecretExpired", "The client secret has expired.", "Add a new secret or, better, a certificate to the application."),
            700027 or 7000214 or 700030 or 700021 => (SignInErrors.CertificateInvalid, "The authority does not accept the certificate.", "Add the certificate to the application and check -ClientId."),
            1000502 => (SignInErrors.CertificateExpired, "The certificate has expired, or is not valid yet.", "Renew the certificate and add the new one to the application."),
            700024 or 700023 => (SignInErrors.CertificateInvalid, "The signed assertion is not valid at this time or place.", "Check this machine's clock and -AuthorityHost."),
            700211 or 700212 or 700213 or 70021 or 700219 => ("SignInFederationInvalid", "No federated credential of the application matches the token.", "Check issuer, subject and audience of the application's federated credential."),
            7000218 => ("SignInPublicClientRefused", $"{client} does not allow public client flows.", "Turn on 'Allow public client flows' in the application's authentication settings."),
            50011 => ("SignInRedirectMissing", $"{client} does not know the address that the browser returns to.", "Add http://localhost as a redirect URI of 'Mobile and desktop applications'."),
            50034 or 50020 or 90072 => ("SignInAccountNotFound", "The account does not exist in the tenant.", "Check the account and -TenantId."),
            50057 => ("SignInAccountDisabled", "The account is disabled.", "Use another account."),
            50126 or 50053 or 50055 => ("SignInAccountRefused", "The account's credentials were not accepted.", "Check the account: its password may be wrong or expired, or it may be locked."),
            50076 or 50079 or 50074 or 50158 or 53000 or 53001 or 53002 or 53003 or 53004 or 530003 or 530004 or 50105 => ("SignInBlockedByPolicy", "A policy of the tenant does not allow this sign-in.", "Meet the conditional access policies (device, location, authentication), or use another way to sign in."),
            65001 or 65004 or 90094 or 90095 or 65002 => ("SignInConsentRequired", "Consent for the permissions is missing.", "Have an administrator consent to the permissions of docs/permissions.md, or use -ClientId of an application that has them."),
            500011 or 500014 or 650057 or 70011 => ("SignInResourceNotFound", "The tenant does not know the service for which a token was asked.", "Check -Environment, -GraphEndpoint and -ArmEndpoint."),
            70016 or 70018 or 70019 or 70020 => ("SignInCodeExpired", "The device code was not used in time.", "Connect again and type the new code."),
            90033 or 90024 or 90025 or 50196 or 90006 or 90020 => (SignInErrors.AuthorityUnavailable, "The authority is busy.", "Try again later."),
            _ => (SignInErrors.Failed, "The authority refused the sign-in.", $"Look up the code at https://login.microsoftonline.com/error?code={Number}."),
        };
    }

    [GeneratedRegex(@"\bAADSTS(\d{4,9})\b", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"Trace ID:\s*([0-9a-fA-F-]{36})", RegexOptions.CultureInvariant)]
    private static partial Regex Trace();
}
