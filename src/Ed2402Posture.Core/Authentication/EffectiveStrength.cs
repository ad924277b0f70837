namespace Ed2402Posture.Core.Authentication;

/// <summary>How strong a person's sign-in is in effect: what is registered, allowed and demanded, together.</summary>
public enum EffectiveStrength
{
    /// <summary>What it rests on was not read, or cannot be read for one person.</summary>
    NotAssessed = 0,
    /// <summary>Nothing beside the password is registered and allowed.</summary>
    None,
    /// <summary>Only methods that can be phished are registered and allowed.</summary>
    WeakOnly,
    /// <summary>A phishing-resistant method is demanded, and the person has none: locked out.</summary>
    ForcedButCannot,
    /// <summary>The person has a phishing-resistant method, but can sign in without it.</summary>
    CanButNotForced,
    /// <summary>The person has a phishing-resistant method, and every sign-in demands one.</summary>
    PhishingResistantEnforced,
}
