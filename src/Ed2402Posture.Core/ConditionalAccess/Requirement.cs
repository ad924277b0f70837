namespace Ed2402Posture.Core.ConditionalAccess;

/// <summary>What a sign-in demands of an attacker who has the password. In order: a later value is stronger.</summary>
public enum Requirement
{
    /// <summary>Nothing more: the password opens.</summary>
    None = 0,
    /// <summary>Two factors of any kind.</summary>
    Mfa,
    /// <summary>A method that cannot be phished.</summary>
    PhishingResistantMfa,
    /// <summary>The sign-in is refused.</summary>
    Block,
}
