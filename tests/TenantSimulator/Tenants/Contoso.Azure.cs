namespace Ed2402Posture.TenantSimulator.Tenants;

public static partial class Contoso
{
    /// <summary>A condition as the portal makes it: may assign Reader and Virtual Machine Contributor, nothing else.</summary>
    private const string DelegationCondition = "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {acdd72a7-3385-48ef-bd42-f606fba81ae7, 9980e02c-c2be-4d73-94e8-173b1dc7cf3c}))";

    private static void AddAzure(TenantBuilder tenant)
    {
        string root = tenant.RootManagementGroup();
        string platform = tenant.ManagementGroup("Platform", root);
        string landingZones = tenant.ManagementGroup("LandingZones", root);
        string sandbox = tenant.ManagementGroup("Sandbox", root);
        string identity = tenant.Subscription("Identity", platform);
        string production = tenant.Subscription("Production", landingZones);
        string development = tenant.Subscription("Development", landingZones);
        string playground = tenant.Subscription("Playground", sandbox);

        // Elevated once to fix something, and never given back.
        tenant.AssignAzure("User Access Administrator", Person("Marco Bellini"), "/");

        tenant.AssignAzure("Owner", tenant.ServicePrincipalId("mi-landing-zone-factory"), root);
        tenant.AssignAzure("User Access Administrator", Person("Chloe Dubois"), landingZones);
        tenant.AssignAzure("Role Based Access Control Administrator", Person("Amir Hosseini"), landingZones, DelegationCondition);

        // A group in a group: its members are found through both.
        string engineers = tenant.Group("Azure Platform Engineers", roleAssignable: false);
        string leads = tenant.Group("Azure Platform Leads", roleAssignable: false);
        tenant.Member(engineers, Person("Olga Kowalczyk"), leads).Owner(engineers, Person("Olga Kowalczyk"));
        tenant.Member(leads, Person("Mei Lin"), Person("Ben Carter"));
        tenant.AssignAzure("Owner", engineers, identity);

        // Too many owners, among them a guest and someone who was deleted.
        foreach (string owner in (string[])["Marco Bellini", "Olga Kowalczyk", "Hugo Laurent", "Paul Renner"])
        {
            tenant.AssignAzure("Owner", Person(owner), production);
        }

        tenant.AssignAzure("Owner", TenantBuilder.Id("user:deleted in May"), production);
        tenant.AssignAzure("Owner", Person("Chloe Dubois"), development);
        tenant.AssignAzure("Owner", Person("Amir Hosseini"), development);
        tenant.AssignAzure("Contributor", tenant.ServicePrincipalId("Deployment Pipeline"), development);
        tenant.AssignAzure("Owner", Person("Victor Lindqvist"), playground);
        tenant.AssignAzure("Virtual Machine Contributor", Person("Jonas Keller"), $"{playground}/resourceGroups/experiments");
        tenant.AssignAzure("Key Vault Administrator", Person("Tariq Aziz"), $"{production}/resourceGroups/payments");
    }
}
