using System.Net;
using System.Security;

namespace Ed2402Posture.Azure.SignIn;

/// <summary>Opens a <see cref="SecureString"/> where the SDK needs the text.</summary>
internal static class SecureText
{
    /// <summary>The text, or null when there is none.</summary>
    public static string? Read(SecureString? value) => value is null || value.Length == 0 ? null : new NetworkCredential(string.Empty, value).Password;
}
