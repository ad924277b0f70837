namespace Ed2402Posture.Core.ConditionalAccess.Scenarios;

/// <summary>What a sign-in may vary in. A scenario is one cell of each axis; the target and the account are judged apart.</summary>
internal enum Axis
{
    Client = 0,
    Platform,
    Location,
    UserRisk,
    SignInRisk,
    InsiderRisk,
    Device,
    Flow,
    ServicePrincipalRisk,
}

/// <summary>The cells of the axes that are the same in every tenant, under Graph's own names. Source: the enumerations of the v1.0
/// metadata (2026-08-20).</summary>
internal static class AxisCells
{
    public const int AxisCount = 9;

    /// <summary>Cells of <see cref="Axis.Client"/>; the last two are legacy authentication.</summary>
    public static readonly string[] Clients = ["browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "other"];
    public const int Browser = 0;
    public const int ExchangeActiveSync = 2;
    public const int OtherClients = 3;

    /// <summary>The last cell stands for every platform that Microsoft does not know: only 'all' covers it.</summary>
    public static readonly string[] Platforms = ["android", "iOS", "windows", "windowsPhone", "macOS", "linux", "unknown"];
    public const int Windows = 2;
    public const int UnknownPlatform = 6;

    public static readonly string[] RiskLevels = ["none", "low", "medium", "high"];
    public const int HighRisk = 3;
    public static readonly string[] InsiderRiskLevels = ["none", "minor", "moderate", "elevated"];
    public static readonly string[] Flows = ["none", "deviceCodeFlow", "authenticationTransfer"];
    public const int DeviceCodeFlow = 1;
    public const int AuthenticationTransfer = 2;
}
