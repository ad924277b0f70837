using Ed2402Posture.Core.ConditionalAccess.Scenarios;

namespace Ed2402Posture.Core.ConditionalAccess;

/// <summary>A part of all sign-ins that a check asks about.</summary>
internal enum ScenarioSlice
{
    /// <summary>Every sign-in.</summary>
    All = 0,
    /// <summary>Legacy authentication clients.</summary>
    LegacyAuthentication,
    /// <summary>Modern clients.</summary>
    ModernAuthentication,
    /// <summary>Device code flow.</summary>
    DeviceCodeFlow,
    /// <summary>Authentication transfer.</summary>
    AuthenticationTransfer,
    /// <summary>High user risk, whatever the risk of the sign-in.</summary>
    HighUserRisk,
    /// <summary>High sign-in risk, whatever the risk of the user.</summary>
    HighSignInRisk,
    /// <summary>Browsers.</summary>
    Browser,
}

/// <summary>The cells of each slice.</summary>
internal static class ScenarioSlices
{
    public static readonly int Count = Enum.GetValues<ScenarioSlice>().Length;

    public static bool Contains(this ScenarioSlice slice, Axis axis, int cell) => (slice, axis) switch
    {
        (ScenarioSlice.LegacyAuthentication, Axis.Client) => ScenarioSpace.Kind(cell) != ClientKind.Modern,
        (ScenarioSlice.ModernAuthentication, Axis.Client) => ScenarioSpace.Kind(cell) == ClientKind.Modern,
        (ScenarioSlice.DeviceCodeFlow, Axis.Flow) => cell == AxisCells.DeviceCodeFlow,
        (ScenarioSlice.AuthenticationTransfer, Axis.Flow) => cell == AxisCells.AuthenticationTransfer,
        (ScenarioSlice.HighUserRisk, Axis.UserRisk) => cell == AxisCells.HighRisk,
        (ScenarioSlice.HighSignInRisk, Axis.SignInRisk) => cell == AxisCells.HighRisk,
        (ScenarioSlice.Browser, Axis.Client) => cell == AxisCells.Browser,
        _ => true,
    };
}
