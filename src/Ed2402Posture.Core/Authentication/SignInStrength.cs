namespace Ed2402Posture.Core.Authentication;

/// <summary>What the log tells of the method by which a sign-in was completed.</summary>
internal enum SignInStrength
{
    /// <summary>Nothing: an earlier sign-in or another provider answered for it, or its words are not known.</summary>
    Untold = 0,
    /// <summary>A password, or methods that can be phished.</summary>
    Weak,
    /// <summary>A method that cannot be phished.</summary>
    PhishingResistant,
}
