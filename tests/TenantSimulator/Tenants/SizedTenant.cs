using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <summary>Tenants of known sizes for measurements: what is privileged is a snapshot of its own, what is not is a <see cref="Crowd"/>.</summary>
/// <param name="Name">What the size is called.</param>
/// <param name="Crowd">Everything without privilege.</param>
/// <param name="Privileged">Users with privilege.</param>
/// <param name="Groups">Groups with a role.</param>
/// <param name="Workloads">Service principals with privilege.</param>
/// <param name="Policies">Conditional access policies.</param>
/// <param name="Subscriptions">Azure subscriptions.</param>
public sealed record SizedTenant(string Name, Crowd Crowd, int Privileged, int Groups, int Workloads, int Policies, int Subscriptions)
{
    private static readonly string[] Roles = ["Global Reader", "Security Reader", "User Administrator", "Exchange Administrator", "SharePoint Administrator", "Intune Administrator", "Security Administrator", "Helpdesk Administrator", "Groups Administrator", "Application Administrator"];
    private static readonly string[] AzureRoles = ["Owner", "Contributor", "Reader", "User Access Administrator"];
    private static readonly string[] Permissions = ["RoleManagement.ReadWrite.Directory", "Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All", "Directory.ReadWrite.All", "Mail.ReadWrite", "Sites.FullControl.All"];

    /// <summary>The sizes, from small to huge. The huge one has as many service principals and applications as a tenant of which a scan of more than three
    /// hours was reported.</summary>
    public static IReadOnlyList<SizedTenant> All { get; } =
    [
        new("small", new Crowd { Users = 88, Applications = 20, ServicePrincipals = 250, AppRoleAssignments = 30, PermissionGrants = 40, Used = 40 }, 12, 3, 4, 6, 2),
        new("medium", new Crowd { Users = 4_950, Applications = 280, ServicePrincipals = 779, AppRoleAssignments = 300, PermissionGrants = 250, Used = 250 }, 50, 12, 20, 25, 8),
        new("large", new Crowd { Users = 49_800, Applications = 1_940, ServicePrincipals = 4_939, AppRoleAssignments = 2_500, PermissionGrants = 1_800, Used = 1_500 }, 200, 40, 60, 60, 50),
        new("huge", new Crowd { Users = 59_600, Applications = 6_277, ServicePrincipals = 110_318, AppRoleAssignments = 14_000, PermissionGrants = 9_000, Used = 8_000 }, 400, 80, 150, 120, 150),
    ];

    /// <summary>The size of that name, or null.</summary>
    public static SizedTenant? Find(string name) => All.FirstOrDefault(t => t.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is privileged, as a snapshot.</summary>
    public Snapshot Build()
    {
        var tenant = new TenantBuilder("Sized").Licensed(p1: true, p2: true, workloadId: true);
        tenant.BuiltInStrengths();
        List<string> users = [.. Enumerable.Range(0, Privileged).Select(n => tenant.User($"Administrator {n}"))];
        for (int n = 0; n < users.Count; n++)
        {
            // One in twenty is missing from the registration report.
            _ = n % 20 == 19 ? tenant : tenant.Register(users[n], n % 3 == 0 ? "fido2SecurityKey" : "microsoftAuthenticatorPush");
            _ = n % 3 == 0 ? tenant.Assign(Roles[n % Roles.Length], users[n]) : tenant.Eligible(Roles[n % Roles.Length], users[n]);
        }

        tenant.Assign("Global Administrator", users[0]);
        tenant.Assign("Global Administrator", users[1]);
        AddGroups(tenant, users);
        AddWorkloads(tenant, users);
        AddPolicies(tenant, users);
        AddAzure(tenant, users);
        foreach (string role in Roles)
        {
            tenant.PimPolicy(role, new PimSettings());
        }

        tenant.UsageReports();
        return tenant.Build();
    }

    private void AddGroups(TenantBuilder tenant, List<string> users)
    {
        List<string> groups = [.. Enumerable.Range(0, Groups).Select(n => tenant.Group($"Role group {n}"))];
        for (int n = 0; n < groups.Count; n++)
        {
            tenant.Member(groups[n], [.. users.Where((_, i) => i % groups.Count == n)]).Owner(groups[n], users[n % users.Count]);
            if (n % 4 == 3)
            {
                // Nested in another group with a role.
                tenant.Member(groups[n - 1], groups[n]);
            }
            else
            {
                tenant.Assign(Roles[(n + 3) % Roles.Length], groups[n]);
                tenant.EligibleInGroup(groups[n], users[(n * 7) % users.Count]);
            }
        }
    }

    private void AddWorkloads(TenantBuilder tenant, List<string> users)
    {
        for (int n = 0; n < Workloads; n++)
        {
            string id = tenant.Application($"Automation {n}", TenantBuilder.Secret($"automation {n}", 100 + n, 365));
            tenant.Grant(id, Permissions[n % Permissions.Length]).ApplicationOwner(id, users[n % users.Count]).ServicePrincipalOwner(id, users[(n + 1) % users.Count]);
            if (n % 5 == 0)
            {
                tenant.Federate(id, $"repo:contoso/automation{n}:ref:refs/heads/main");
            }
        }
    }

    private void AddPolicies(TenantBuilder tenant, List<string> users)
    {
        for (int n = 0; n < Policies; n++)
        {
            string group = tenant.Group($"Policy group {n}", roleAssignable: false);
            tenant.Member(group, users[n % users.Count]);
            tenant.Policy(
                $"CA{n:000}", "enabled",
                new ConditionUsers { IncludeUsers = n % 2 == 0 ? ["All"] : [], IncludeGroups = n % 2 == 0 ? [] : [group], ExcludeUsers = [], ExcludeGroups = n % 2 == 0 ? [group] : [], IncludeRoles = [], ExcludeRoles = [] },
                grant: new GrantControls { Operator = "OR", BuiltInControls = [n % 7 == 0 ? "block" : "mfa"], CustomAuthenticationFactors = [], TermsOfUse = [] },
                applications: n % 3 == 0 ? ["All"] : ["797f4846-ba00-4fd7-ba43-dac1f8f63013"]);
        }
    }

    private void AddAzure(TenantBuilder tenant, List<string> users)
    {
        string root = tenant.RootManagementGroup();
        for (int n = 0; n < Subscriptions; n++)
        {
            string subscription = tenant.Subscription($"Subscription {n}", root);
            for (int assignment = 0; assignment < 4; assignment++)
            {
                tenant.AssignAzure(AzureRoles[assignment], users[((n * 4) + assignment) % users.Count], subscription);
            }
        }
    }
}
