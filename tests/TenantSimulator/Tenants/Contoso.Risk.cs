using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

public static partial class Contoso
{
    // Public certificates made once: new ones would differ on every run.
    private const string AdfsCertificate = "MIIBUzCB+qADAgECAggs35i62PLNxzAKBggqhkjOPQQDAjAwMS4wLAYDVQQDEyVBREZTIFNpZ25pbmcgLSBzdHMubGVnYWN5LmNvbnRvc28uY29tMB4XDTI2MDcwNTA4MDAwMFoXDTI3MDcwNTA4MDAwMFowMDEuMCwGA1UEAxMlQURGUyBTaWduaW5nIC0gc3RzLmxlZ2FjeS5jb250b3NvLmNvbTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABDEVXyWq1eN2jg/7jHJijKqzMps04cuMI/x7BtCpP0euG4dY5tZwLxDuvbdD/j1RYx4AGCo1ryvCkzTZZfrM728wCgYIKoZIzj0EAwIDSAAwRQIgXbzV80bcHXWe0OrEXU88+WurtZ2vXLePZ9Cm5AO67T8CIQC4NOrEZ8p9nQfObM9U7STwL42Qgq5ox/WmApMBumU+Ag==";
    private const string StrangeCertificate = "MIIBDzCBtqADAgECAgg2XHBlsrRQtDAKBggqhkjOPQQDAjAOMQwwCgYDVQQDEwNzdHMwHhcNMjYxMDEzMDgwMDAwWhcNMzYxMDEwMDgwMDAwWjAOMQwwCgYDVQQDEwNzdHMwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAR5SICToE+KW7OzlyJdnkLB+fZBJTS4DXUeQquIAJ2ANGQwy8RESx9xYnO5cCHgyhemtrXoAtInGQi2+n0mYcT3MAoGCCqGSM49BAMCA0gAMEUCID/7Pr03yWFZGMAOtEEN7YPXUF+wB/i31LEYa+yflQh6AiEAp9n+TKfm5O7sRNaq+FCdX5bGLcUlddlNiX/yUx8BniE=";

    /// <summary>A federated domain with a second certificate that nobody rolled over to, principals at risk, and logs of which half is exported.</summary>
    private static void AddRisk(TenantBuilder tenant)
    {
        tenant.Licensed(p1: true, p2: true, workloadId: true);
        tenant.DomainFederationConfigurations.Add(new DomainFederation
        {
            ParentId = "legacy.contoso.com", Id = TenantBuilder.Id("federation:legacy.contoso.com"), DisplayName = "AD FS of the old data centre", IssuerUri = "http://sts.legacy.contoso.com/adfs/services/trust",
            PassiveSignInUri = "https://sts.legacy.contoso.com/adfs/ls/", ActiveSignInUri = "https://sts.legacy.contoso.com/adfs/services/trust/2005/usernamemixed", PreferredAuthenticationProtocol = "wsFed",
            FederatedIdpMfaBehavior = "acceptIfMfaDoneByFederatedIdp", SigningCertificate = AdfsCertificate, NextSigningCertificate = StrangeCertificate,
        });
        tenant.AtRisk(Person("Erik Sandberg"));
        tenant.WorkloadAtRisk(tenant.ServicePrincipals.First(p => p.DisplayName == "Legacy Test App").Id);
        tenant.ExportLogs("to-sentinel", 90, "AuditLogs", "SignInLogs", "NonInteractiveUserSignInLogs");
        AddChanges(tenant);
    }

    /// <summary>What the list of exposed credentials in docs/exposure-demo.csv asks for: the account that it names, and the changes since.</summary>
    private static void AddChanges(TenantBuilder tenant)
    {
        tenant.Ask("erik.sandberg@legacy.contoso.com").Read(Datasets.DeletedObjects).ReadChanges(DaysAgo(30));
        tenant.TokenLifetimePolicies.Add(new TokenLifetimePolicy { Id = TenantBuilder.Id("token lifetime:Reporting"), DisplayName = "Reporting scripts", Definition = ["""{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"4:00:00"}}"""], IsOrganizationDefault = false });
        tenant.ContinuousAccessPolicies.AddRange(tenant.ConditionalAccessPolicies.Select(p => new ContinuousAccessPolicy { Id = p.Id }));
        ServicePrincipal legacy = tenant.ServicePrincipals.First(p => p.DisplayName == "Legacy Test App");
        User erik = tenant.Users.Find(u => u.Id == Person("Erik Sandberg"))!;
        tenant.Change("Add service principal credentials", "Erik.Sandberg", legacy.Id, daysAgo: 20, By(legacy.DisplayName));
        tenant.Change("Set federation settings on domain", "Erik.Sandberg", "legacy.contoso.com", daysAgo: 20, By("legacy.contoso.com"));
        tenant.Change("User registered security info", "Erik.Sandberg", erik.Id, daysAgo: 19, By("Erik Sandberg"));
        tenant.Change("Update user", "Erik.Sandberg", erik.Id, daysAgo: 19, By("Erik Sandberg"));

        Func<DirectoryAudit, DirectoryAudit> By(string? name) => audit => audit with
        {
            InitiatedBy = new AuditInitiator { User = new AuditUser { Id = erik.Id, UserPrincipalName = erik.UserPrincipalName } }, TargetResources = [audit.TargetResources![0] with { DisplayName = name }],
        };
    }
}
