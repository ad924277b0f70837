using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Authentication;

/// <summary>The methods by which one sign-in was completed. Steps that an earlier sign-in answered ('Previously satisfied', a claim in the token) or that
/// another identity provider answered for tell no method.</summary>
/// <param name="Strength">How strong.</param>
/// <param name="Text">The methods, in the log's words; null when no step tells one.</param>
/// <param name="HasUnknownWord">Whether a step tells a method by a word that is not known: it may be a weak one.</param>
internal sealed record UsedMethods(SignInStrength Strength, string? Text, bool HasUnknownWord)
{
    private static readonly string[] Elsewhere = ["previously satisfied", "satisfied by", "claim in the token", "claim provided by", "federated", "AD FS"];

    /// <summary>Reads a sign-in.</summary>
    public static UsedMethods Of(SignIn signIn)
    {
        AuthenticationStep[] succeeded = [.. (signIn.AuthenticationDetails ?? []).Where(s => s.Succeeded == true)];
        AuthenticationStep[] fresh = [.. succeeded.Where(s => !string.IsNullOrEmpty(s.AuthenticationMethod) && !IsElsewhere(s))];
        string text = string.Join(" + ", fresh.Select(s => s.AuthenticationMethod).Distinct(StringComparer.OrdinalIgnoreCase));
        return new UsedMethods(Judge(signIn, fresh, allFresh: fresh.Length == succeeded.Length), text.Length == 0 ? null : text, Array.Exists(fresh, s => RegisteredMethod.OfSignIn(s.AuthenticationMethod) is null));
    }

    private static SignInStrength Judge(SignIn signIn, AuthenticationStep[] fresh, bool allFresh)
    {
        RegisteredMethod?[] methods = [.. fresh.Select(s => RegisteredMethod.OfSignIn(s.AuthenticationMethod))];
        bool demandsTwo = string.Equals(signIn.AuthenticationRequirement, "multiFactorAuthentication", StringComparison.OrdinalIgnoreCase);
        if (methods.Any(m => m is { Kind: SignInMethodKind.Strong } && m.Id != RegisteredMethod.Certificate))
        {
            return SignInStrength.PhishingResistant;
        }

        // Two factors of which one can be phished: so can the sign-in. A temporary access pass is a password for a while.
        if (methods.Any(m => m is not null && m.Id != "password" && m.Kind != SignInMethodKind.Strong && (m.IsWeak || m.Id == RegisteredMethod.TemporaryAccessPass)))
        {
            return SignInStrength.Weak;
        }

        if (methods.Any(m => m?.Id == RegisteredMethod.Certificate))
        {
            // A certificate is one factor or two, as its issuer is bound: only alone, where two were demanded, it was two.
            return demandsTwo && allFresh && methods.All(m => m?.Id == RegisteredMethod.Certificate) ? SignInStrength.PhishingResistant : SignInStrength.Untold;
        }

        return methods.Length > 0 && methods.All(m => m?.Id == "password") && allFresh && !demandsTwo ? SignInStrength.Weak : SignInStrength.Untold;
    }

    private static bool IsElsewhere(AuthenticationStep step) =>
        Elsewhere.Any(words => Says(step.AuthenticationMethod, words) || Says(step.AuthenticationMethodDetail, words) || Says(step.AuthenticationStepResultDetail, words));

    private static bool Says(string? text, string words) => text?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;
}
