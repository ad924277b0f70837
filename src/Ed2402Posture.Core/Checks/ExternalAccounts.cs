using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>Tells accounts whose home is elsewhere.</summary>
internal static class ExternalAccounts
{
    /// <summary>What kind of external account it is, as <c>a guest</c>; null for an account of this tenant. A member can be external too: invited
    /// and then made a member, or synchronised from another tenant.</summary>
    public static string? Describe(User user) =>
        Is(user.UserType, "Guest") ? "a guest"
        : IsExternal(user) ? "an external member" : null;

    /// <summary>Whether the account signs in elsewhere, guest or member.</summary>
    public static bool IsExternal(User user) =>
        user.UserPrincipalName?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) == true || Is(user.CreationType, "Invitation") || Is(user.CreationType, "SelfServiceSignUp") || user.ExternalUserState is not null;

    private static bool Is(string? value, string word) => string.Equals(value, word, StringComparison.OrdinalIgnoreCase);
}
