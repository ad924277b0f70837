namespace Ed2402Posture.Core.Authentication;

/// <summary>What a registered method is worth.</summary>
internal enum SignInMethodKind
{
    /// <summary>No factor of sign-in, or a single one.</summary>
    Other = 0,
    /// <summary>A second factor beside the password.</summary>
    Second,
    /// <summary>Two factors in one, that can be phished.</summary>
    TwoFactor,
    /// <summary>Cannot be phished.</summary>
    Strong,
}
