using System.Net;

namespace Ed2402Posture.Tests.Unit.ConditionalAccess;

/// <summary>One concrete sign-in, as a person would write it down.</summary>
internal sealed record PlainSignIn
{
    public string Client { get; init; } = "browser";
    /// <summary>Null stands for a platform that Microsoft does not know.</summary>
    public string? Platform { get; init; } = "windows";
    public IPAddress Address { get; init; } = IPAddress.Parse("198.51.100.1");
    /// <summary>Null stands for an address without a country.</summary>
    public string? Country { get; init; } = "FR";
    public string UserRisk { get; init; } = "none";
    public string SignInRisk { get; init; } = "none";
    public string InsiderRisk { get; init; } = "none";
    /// <summary>The directory's device object; null when the device is not registered.</summary>
    public PlainDevice? Device { get; init; }
    public string Flow { get; init; } = "none";

    public bool Managed => Device is { IsCompliant: "True" } or { TrustType: "ServerAD" };
}

internal sealed record PlainDevice(string TrustType, string? IsCompliant, string? ExtensionAttribute1)
{
    public string? Attribute(string name) => name switch
    {
        "device.trustType" => TrustType,
        "device.isCompliant" => IsCompliant,
        "device.extensionAttribute1" => ExtensionAttribute1,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}
