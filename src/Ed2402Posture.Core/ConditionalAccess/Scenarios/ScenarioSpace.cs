using Ed2402Posture.Core.ConditionalAccess.DeviceFilters;

namespace Ed2402Posture.Core.ConditionalAccess.Scenarios;

/// <summary>Every sign-in that the tenant's policies tell apart, but for account and target.</summary>
internal sealed class ScenarioSpace
{
    /// <summary>Cuts the axes into cells.</summary>
    public ScenarioSpace(NamedPlaces places, IReadOnlyList<LocationCondition> locations, IReadOnlyList<DeviceRule> rules)
    {
        Places = places;
        Locations = places.Cut(locations);
        var devices = new DeviceCells(rules);
        Devices = devices.Cells;
        RulesAreFree = devices.RulesAreFree;
        Layout = new BoxLayout(
        [
            AxisCells.Clients.Length, AxisCells.Platforms.Length, Locations.Count, AxisCells.RiskLevels.Length, AxisCells.RiskLevels.Length,
            AxisCells.InsiderRiskLevels.Length, Devices.Count, AxisCells.Flows.Length, AxisCells.RiskLevels.Length,
        ]);
    }

    public BoxLayout Layout { get; }
    public NamedPlaces Places { get; }
    public LocationCells Locations { get; }
    public IReadOnlyList<DeviceCell> Devices { get; }
    /// <summary>Whether the rules' attributes were too many to follow, so that each rule may match or not whatever the others do.</summary>
    public bool RulesAreFree { get; }

    /// <summary>The scenarios that are possible for a kind of client and state of device, as a box; null when there are none: hybrid joined devices run Windows. A user
    /// has no service principal risk; a workload has nothing but one, and a location.</summary>
    public ulong[]? Possible(ClientKind client, bool compliant, bool hybridJoined, bool workload, Func<Axis, int, bool>? only = null)
    {
        ulong[] box = [.. Layout.Full];
        Layout.Keep(box, Axis.Client, cell => Kind(cell) == client);
        Layout.Keep(box, Axis.Device, cell => Devices[cell].Compliant == compliant && Devices[cell].HybridJoined == hybridJoined);
        if (hybridJoined)
        {
            Layout.Keep(box, Axis.Platform, cell => cell == AxisCells.Windows);
        }

        if (workload)
        {
            if (client != ClientKind.Modern || compliant || hybridJoined)
            {
                return null;
            }
        }
        else
        {
            Layout.Keep(box, Axis.ServicePrincipalRisk, cell => cell == 0);
        }

        if (only is not null)
        {
            for (int axis = 0; axis < AxisCells.AxisCount; axis++)
            {
                Layout.Keep(box, (Axis)axis, cell => only((Axis)axis, cell));
            }
        }

        return Layout.IsEmpty(box) ? null : box;
    }

    public static ClientKind Kind(int clientCell) => clientCell switch
    {
        AxisCells.ExchangeActiveSync => ClientKind.ExchangeActiveSync,
        AxisCells.OtherClients => ClientKind.Other,
        _ => ClientKind.Modern,
    };
}

/// <summary>What a kind of client can do of what a policy asks.</summary>
internal enum ClientKind
{
    /// <summary>Modern authentication.</summary>
    Modern = 0,
    /// <summary>Basic authentication over Exchange ActiveSync: no second factor; a compliant device is known by its own id.</summary>
    ExchangeActiveSync,
    /// <summary>Basic authentication: no second factor, and no word of the device.</summary>
    Other,
}
