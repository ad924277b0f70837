using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

public sealed partial class TenantBuilder
{
    /// <summary>The tenant root management group, whose name is the tenant's id.</summary>
    public string RootManagementGroup()
    {
        string id = $"/providers/Microsoft.Management/managementGroups/{TenantId}";
        ManagementGroups.Add(new ManagementGroup { Id = id, Name = TenantId, Type = "Microsoft.Management/managementGroups", Properties = new ManagementGroupProperties { DisplayName = "Tenant Root Group", TenantId = TenantId, ParentNameChain = [] } });
        return id;
    }

    /// <summary>The object id of the service principal of that name.</summary>
    public string ServicePrincipalId(string name) => ServicePrincipals.First(s => s.DisplayName == name).Id;
}
