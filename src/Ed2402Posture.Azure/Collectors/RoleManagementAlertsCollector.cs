using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>What PIM warns of, with what each warning means. The filter is required.</summary>
internal sealed class RoleManagementAlertsCollector() : BetaList<RoleManagementAlert>(Datasets.RoleManagementAlerts, static a => a.Id)
{
    protected override string Query => $"$filter={Uri.EscapeDataString("scopeId eq '/' and scopeType eq 'DirectoryRole'")}&$expand=alertDefinition";

    protected override Lane Lane(Lanes lanes) => lanes.Pim;
}
