using Ed2402Posture.Core.ConditionalAccess;

namespace Ed2402Posture.Core.Authentication;

/// <summary>How strong a combination of methods is, and an authentication strength by the combinations it allows. Names play no part.
/// Source: Graph's <c>authenticationMethodModes</c> (v1.0 metadata, 2026-08-20) and the built-in strengths as
/// <c>policies/authenticationStrengthPolicies</c> answers them.</summary>
public static class AuthenticationCombinations
{
    /// <summary>Combinations that cannot be phished.</summary>
    public static readonly IReadOnlySet<string> PhishingResistant = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor" };

    // One method that is two factors by itself. A temporary access pass satisfies a demand for two factors, as Microsoft counts it.
    private static readonly HashSet<string> MultiFactor = new(PhishingResistant, StringComparer.OrdinalIgnoreCase)
    {
        "deviceBasedPush", "temporaryAccessPassOneTime", "temporaryAccessPassMultiUse", "federatedMultiFactor",
    };

    private static readonly HashSet<string> SingleFactor = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "voice", "hardwareOath", "softwareOath", "sms", "microsoftAuthenticatorPush", "email", "x509CertificateSingleFactor", "federatedSingleFactor", "qrCodePin",
    };

    /// <summary>What one combination proves: <c>fido2</c>, <c>password,sms</c>. A method that this version does not know proves nothing.</summary>
    public static Requirement Of(string combination)
    {
        ArgumentNullException.ThrowIfNull(combination);
        string[] methods = combination.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (methods.Length == 0 || methods.Any(m => !MultiFactor.Contains(m) && !SingleFactor.Contains(m)))
        {
            return Requirement.None;
        }

        return methods.Length == 1
            ? PhishingResistant.Contains(methods[0]) ? Requirement.PhishingResistantMfa : MultiFactor.Contains(methods[0]) ? Requirement.Mfa : Requirement.None
            : Requirement.Mfa;
    }

    /// <summary>What a strength demands: the weakest combination that it allows. One that allows nothing is not understood and demands nothing.</summary>
    public static Requirement Demand(IReadOnlyCollection<string>? allowedCombinations) =>
        allowedCombinations is null or { Count: 0 } ? Requirement.None : allowedCombinations.Min(Of);
}
