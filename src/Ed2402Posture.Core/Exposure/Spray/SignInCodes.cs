namespace Ed2402Posture.Core.Exposure.Spray;

/// <summary>What a sign-in's error code says of the password that was tried. Source: Microsoft Entra 'authentication and authorization error
/// codes' (AADSTS).</summary>
public static class SignInCodes
{
    // Wrong password; account locked or address blocked; no such user; wrong on-premises password; no password set.
    private static readonly HashSet<int> Wrong = [50126, 50053, 50034, 50056, 50144, 80002, 80007, 80014];

    // The password was right, and something else stood in the way: expired, account disabled, a second factor, conditional access.
    private static readonly HashSet<int> Right = [50055, 50057, 50072, 50074, 50076, 50079, 50158, 53000, 53001, 53002, 53003, 53004, 500121, 530032];

    /// <summary>Whether the sign-in succeeded.</summary>
    public static bool IsSuccess(int? code) => code == 0;

    /// <summary>Whether a password was tried and did not fit.</summary>
    public static bool IsWrongPassword(int? code) => code is { } value && Wrong.Contains(value);

    /// <summary>Whether a password was tried and did fit, though the sign-in failed.</summary>
    public static bool IsRightPassword(int? code) => code is { } value && Right.Contains(value);
}
