using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.ConditionalAccess.Policies;
using Ed2402Posture.Core.ConditionalAccess.Scenarios;
using Ed2402Posture.Core.ConditionalAccess.Targets;

namespace Ed2402Posture.Core.ConditionalAccess;

/// <summary>Puts a sign-in into words.</summary>
internal sealed class EscapeText(ScenarioSpace space)
{
    private static readonly string[] ClientNames = ["browser", "mobile app or desktop client", "Exchange ActiveSync", "legacy authentication client"];
    private static readonly string[] PlatformNames = ["Android", "iOS", "Windows", "Windows Phone", "macOS", "Linux", "unknown platform"];

    /// <summary>The sign-in: <c>browser, Linux, from anywhere outside 'HQ', unmanaged device, no risk</c>.</summary>
    /// <param name="scenario">The sign-in.</param>
    /// <param name="places">Named locations that the policies at hand look at.</param>
    /// <param name="workload">Whether a workload signs in.</param>
    public string Describe(Scenario scenario, IReadOnlyCollection<int> places, bool workload)
    {
        var parts = new List<string>();
        if (!workload)
        {
            parts.Add(ClientNames[scenario[Axis.Client]]);
            parts.Add(PlatformNames[scenario[Axis.Platform]]);
        }

        parts.Add(Location(scenario, places));
        if (!workload)
        {
            parts.Add(Device(space.Devices[scenario[Axis.Device]]));
        }

        parts.Add(Risk(scenario, workload));
        if (scenario[Axis.Flow] != 0)
        {
            parts.Add(scenario[Axis.Flow] == AxisCells.DeviceCodeFlow ? "device code flow" : "authentication transfer");
        }

        return string.Join(", ", parts);
    }

    public static string Client(int cell) => ClientNames[cell];

    public static string Platform(int cell) => PlatformNames[cell];

    public string Places(IEnumerable<int> places)
    {
        string[] names = [.. places.Select(i => $"'{space.Places.Name(i)}'")];
        return names.Length <= 3 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(3))} and {names.Length - 3} more";
    }

    private string Location(Scenario scenario, IReadOnlyCollection<int> places)
    {
        IReadOnlyList<int> inside = space.Locations.Inside(scenario[Axis.Location]);
        return inside.Count > 0 ? $"from {Places(inside)}" : places.Count > 0 ? $"from anywhere outside {Places(places)}" : "from anywhere";
    }

    private static string Device(DeviceCell device) => (device.Compliant, device.HybridJoined, device.Registered) switch
    {
        (true, true, _) => "compliant, hybrid joined device",
        (true, false, _) => "compliant device",
        (false, true, _) => "hybrid joined device",
        (false, false, true) => "unmanaged registered device",
        _ => "unmanaged device",
    };

    private static string Risk(Scenario scenario, bool workload)
    {
        var risks = new List<string>();
        void Add(Axis axis, string[] levels, string name)
        {
            if (scenario[axis] != 0)
            {
                risks.Add($"{levels[scenario[axis]]} {name}");
            }
        }

        Add(Axis.UserRisk, AxisCells.RiskLevels, "user risk");
        Add(Axis.SignInRisk, AxisCells.RiskLevels, "sign-in risk");
        Add(Axis.InsiderRisk, AxisCells.InsiderRiskLevels, "insider risk");
        Add(Axis.ServicePrincipalRisk, AxisCells.RiskLevels, "workload risk");
        return risks.Count > 0 ? string.Join(", ", risks) : "no risk";
    }
}
