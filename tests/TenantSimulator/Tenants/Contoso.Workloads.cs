using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

public static partial class Contoso
{
    private const string ExchangeAppId = "00000002-0000-0ff1-ce00-000000000000";

    private static void AddWorkloads(TenantBuilder tenant)
    {
        // The forgotten test application: a permission that can grant any other, and a secret of ten years.
        string legacy = tenant.Application("Legacy Test App", TenantBuilder.Secret("legacy test", ageDays: 1400, lifetimeDays: 3650));
        tenant.Grant(legacy, "AppRoleAssignment.ReadWrite.All").Grant(legacy, "full_access_as_app", ExchangeAppId, "Office 365 Exchange Online");

        string hr = tenant.Application("HR Provisioning", TenantBuilder.Secret("hr 2025", ageDays: 500, lifetimeDays: 730), TenantBuilder.Secret("hr 2024", ageDays: 860, lifetimeDays: 730));
        tenant.Grant(hr, "RoleManagement.ReadWrite.Directory").Grant(hr, "User.ReadWrite.All");

        string agent = tenant.Application("Provisioning Agent", TenantBuilder.Secret("agent", ageDays: 100, lifetimeDays: 110));
        tenant.Grant(agent, "Application.ReadWrite.All");

        // Certificate, young, bounded: as it should be.
        string automation = tenant.Application("Identity Automation");
        tenant.Certified("Identity Automation", TenantBuilder.Certificate("identity-automation", ageDays: 100, lifetimeDays: 365));
        tenant.Grant(automation, "RoleManagement.ReadWrite.Directory").Grant(automation, "Group.ReadWrite.All");

        string backup = tenant.Application("Mail Backup");
        tenant.Certified("Mail Backup", TenantBuilder.Certificate("mail-backup", ageDays: 800, lifetimeDays: 1095));
        tenant.Grant(backup, "full_access_as_app", ExchangeAppId, "Office 365 Exchange Online");
        tenant.Assign("Exchange Administrator", backup, start: DaysAgo(800));

        // Only federated: no credential at all.
        tenant.Application("Deployment Pipeline");

        // An application of another tenant, with a secret of its own kept on the service principal here.
        string foreign = tenant.ServicePrincipal("Fabrikam Monitor", s => s with { AppOwnerOrganizationId = TenantBuilder.Id("tenant:Fabrikam"), SignInAudience = "AzureADMultipleOrgs", PasswordCredentials = [TenantBuilder.Secret("monitor", ageDays: 20, lifetimeDays: 90)] });
        tenant.Grant(foreign, "Directory.ReadWrite.All");

        tenant.ServicePrincipal("mi-landing-zone-factory", s => s with { ServicePrincipalType = "ManagedIdentity", AlternativeNames = ["isExplicit=True", $"/subscriptions/{TenantBuilder.Id("subscription:Identity")}/resourcegroups/factory/providers/Microsoft.ManagedIdentity/userAssignedIdentities/mi-landing-zone-factory"], KeyCredentials = [TenantBuilder.Certificate("mi-landing-zone-factory", ageDays: 40, lifetimeDays: 90)] });
        string identity = tenant.ServicePrincipal("func-user-sync", s => s with { ServicePrincipalType = "ManagedIdentity", AlternativeNames = ["isExplicit=False", $"/subscriptions/{TenantBuilder.Id("subscription:Production")}/resourcegroups/sync/providers/Microsoft.Web/sites/func-user-sync"] });
        tenant.Grant(identity, "User.Read.All");

        // Not privileged: their credentials are listed, and fail nothing.
        tenant.Application("Expense Portal", TenantBuilder.Secret("expenses", ageDays: 200, lifetimeDays: 365));
        tenant.Grant(tenant.Application("Report Builder", TenantBuilder.Secret("reports 2023", ageDays: 1000, lifetimeDays: 730)), "Reports.Read.All");
        tenant.Application("Room Booking");
        tenant.Certified("Room Booking", TenantBuilder.Certificate("room-booking", ageDays: 50, lifetimeDays: 365));
        // Owners without privilege: read on demand, and not among the users of a scan.
        Owned(tenant, "Expense Portal", "Maria Keller");
        Owned(tenant, "Room Booking", "Jonas Brandt", "Priya Nair");
        tenant.ServicePrincipal("Salesforce", s => s with { PreferredSingleSignOnMode = "saml", Tags = ["WindowsAzureActiveDirectoryIntegratedApp"], KeyCredentials = [TenantBuilder.Certificate("salesforce", ageDays: 300, lifetimeDays: 1095, usage: "Sign")] });
        tenant.ServicePrincipal("Northwind Survey", s => s with { AppOwnerOrganizationId = TenantBuilder.Id("tenant:Northwind"), SignInAudience = "AzureADMultipleOrgs", AccountEnabled = false });
    }

    private static void Owned(TenantBuilder tenant, string application, params IEnumerable<string> people)
    {
        string id = TenantBuilder.Id("application:" + application);
        tenant.OwnedByOthers.Add(id);
        tenant.CredentialOwners.Add(new ObjectOwners { Id = id, Owners = [.. people.Select(name => new DirectoryObject { Id = TenantBuilder.Id("user:" + name), ODataType = "#microsoft.graph.user", DisplayName = name })] });
    }

    /// <summary>What the reports of last uses know; the report itself is two days behind.</summary>
    private static void AddUsage(TenantBuilder tenant)
    {
        foreach ((string application, string? key, int daysAgo) in ((string, string?, int)[])
        [
            ("Legacy Test App", "secret:legacy test", 412), ("HR Provisioning", "secret:hr 2025", 2), ("Provisioning Agent", "secret:agent", 2), ("Identity Automation", "certificate:identity-automation", 2),
            ("Mail Backup", "certificate:mail-backup", 173), ("Fabrikam Monitor", "secret:monitor", 3), ("Expense Portal", "secret:expenses", 2), ("Room Booking", "certificate:room-booking", 6),
            ("mi-landing-zone-factory", null, 121), ("func-user-sync", null, 2), ("Deployment Pipeline", null, 4),
        ])
        {
            tenant.WorkloadUsed(application, daysAgo);
            if (key is not null)
            {
                tenant.Used(application, TenantBuilder.Id(key), daysAgo);
            }
        }
    }

    private static void Certified(this TenantBuilder tenant, string application, KeyCredential certificate)
    {
        int at = tenant.Applications.FindIndex(a => a.DisplayName == application);
        tenant.Applications[at] = tenant.Applications[at] with { KeyCredentials = [certificate] };
    }
}
