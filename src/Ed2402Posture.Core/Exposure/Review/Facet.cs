using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Review;

/// <summary>A side of a sign-in that is compared with the account's earlier time.</summary>
/// <param name="Kind">The observation that a new value makes.</param>
/// <param name="Words">How a sentence goes on, as <c>from</c>.</param>
/// <param name="Of">The value; null or empty when the sign-in does not tell.</param>
internal sealed partial record Facet(ActivityKind Kind, string Words, Func<SignIn, string?> Of)
{
    private static readonly HashSet<string> Legacy = new(StringComparer.OrdinalIgnoreCase)
    {
        "Exchange ActiveSync", "Other clients", "IMAP4", "IMAP", "POP3", "POP", "SMTP", "Authenticated SMTP", "MAPI", "MAPI Over HTTP", "Autodiscover", "Exchange Online PowerShell", "Exchange Web Services",
        "Offline Address Book", "Outlook Anywhere (RPC over HTTP)", "Reporting Web Services",
    };

    /// <summary>The sides of a user's sign-in.</summary>
    public static readonly IReadOnlyList<Facet> OfUser =
    [
        new(ActivityKind.NewCountry, "from", Country), new(ActivityKind.NewNetwork, "from", s => Network(s.IpAddress)), new(ActivityKind.NewDevice, "with", Device),
        new(ActivityKind.NewUserAgent, "with", s => Agent(s.UserAgent)), new(ActivityKind.NewClient, "through", Client), new(ActivityKind.NewResource, "to", Resource),
    ];

    /// <summary>The sides of an application's sign-in.</summary>
    public static readonly IReadOnlyList<Facet> OfApplication =
    [
        new(ActivityKind.NewCountry, "from", Country), new(ActivityKind.NewNetwork, "from", s => Network(s.IpAddress)), new(ActivityKind.NewCredential, "with", Credential),
        new(ActivityKind.NewUserAgent, "with", s => Agent(s.UserAgent)), new(ActivityKind.NewResource, "to", Resource),
    ];

    /// <summary>The protocol, when it knows no second factor; null otherwise.</summary>
    public static string? LegacyProtocol(SignIn signIn) =>
        string.Equals(signIn.AuthenticationProtocol, "ropc", StringComparison.OrdinalIgnoreCase) ? "ropc (resource owner password)"
        : signIn.ClientAppUsed is { } client && (Legacy.Contains(client) || client.StartsWith("Other clients", StringComparison.OrdinalIgnoreCase)) ? client : null;

    /// <summary>The network of an address: the first 24 bits of IPv4, 48 of IPv6.</summary>
    public static string? Network(string? address)
    {
        if (!IPAddress.TryParse(address, out IPAddress? parsed))
        {
            return address;
        }

        parsed = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        byte[] bytes = parsed.GetAddressBytes();
        int kept = parsed.AddressFamily == AddressFamily.InterNetwork ? 3 : 6;
        Array.Clear(bytes, kept, bytes.Length - kept);
        return string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(bytes)}/{kept * 8}");
    }

    /// <summary>A program without its versions: an update is not another program.</summary>
    public static string? Agent(string? userAgent) => string.IsNullOrWhiteSpace(userAgent) ? null : Version().Replace(userAgent, "#");

    [GeneratedRegex("[0-9][0-9._]*")]
    private static partial Regex Version();

    private static string? Country(SignIn signIn) => signIn.Location?.CountryOrRegion;

    private static string? Device(SignIn signIn)
    {
        SignInDevice? device = signIn.DeviceDetail;
        return !string.IsNullOrEmpty(device?.DeviceId) ? string.IsNullOrEmpty(device.DisplayName) ? device.DeviceId : $"{device.DisplayName} ({device.DeviceId})"
            : string.IsNullOrEmpty(device?.OperatingSystem) ? null : $"an unregistered device ({Agent(device.OperatingSystem)!.TrimEnd('#', ' ')})";
    }

    private static string? Client(SignIn signIn)
    {
        string?[] parts = [string.IsNullOrEmpty(signIn.AppDisplayName) ? signIn.AppId : signIn.AppDisplayName, signIn.ClientAppUsed, signIn.AuthenticationProtocol is "none" or "" ? null : signIn.AuthenticationProtocol];
        string text = string.Join(", ", parts.Where(p => !string.IsNullOrEmpty(p)));
        return text.Length == 0 ? null : text;
    }

    private static string? Resource(SignIn signIn) => string.IsNullOrEmpty(signIn.ResourceDisplayName) ? signIn.ResourceId : signIn.ResourceDisplayName;

    private static string? Credential(SignIn signIn) => !string.IsNullOrEmpty(signIn.ServicePrincipalCredentialKeyId) ? $"key {signIn.ServicePrincipalCredentialKeyId}"
        : !string.IsNullOrEmpty(signIn.ServicePrincipalCredentialThumbprint) ? $"certificate {signIn.ServicePrincipalCredentialThumbprint}" : null;
}
