using Ed2402Posture.Core.Privilege;

namespace Ed2402Posture.TenantSimulator.Tenants;

public static partial class Contoso
{
    private static void AddPimSettings(TenantBuilder tenant)
    {
        var special = new Dictionary<string, PimSettings>
        {
            // Anyone eligible activates alone, for most of a day.
            [GlobalAdministrator] = new() { Activation = "PT10H", NotificationRecipients = ["soc@contoso.com"] },
            // Four hours, a second person, a strong step: as it should be.
            ["Privileged Role Administrator"] = new() { Activation = "PT2H", ApproverUserIds = [Person("Ingrid Halvorsen"), Person("Yuki Tanabe")], AuthenticationContext = "c1", NotificationRecipients = ["soc@contoso.com"] },
            ["Privileged Authentication Administrator"] = new() { Activation = "PT4H", AuthenticationContext = "c1" },
            // As the service sets them up: eight hours.
            ["Security Administrator"] = new(),
            ["User Administrator"] = new(),
            ["SharePoint Administrator"] = new(),
            ["Hybrid Identity Administrator"] = new() { PermanentEligible = true, PermanentActive = true, MaximumEligible = "P365D" },
            ["Exchange Administrator"] = new() { PermanentActive = true },
            ["Helpdesk Administrator"] = new() { PermanentActive = true, RequireMfa = false },
        };

        tenant.Review("Quarterly review of identity roles", ["Privileged Role Administrator", "Privileged Authentication Administrator"]);
        tenant.Review("Global Administrators 2025", [GlobalAdministrator], r => r with { Status = "Completed", Settings = r.Settings! with { Recurrence = null } });
        tenant.Alert("Roles are being assigned outside of Privileged Identity Management", "high", 1).Alert("There are too many global administrators", "low", 3).Alert("Roles don't require multi-factor authentication for activation", "low", 0);

        // One activates every working day, one now and then, one never; and somebody assigned a role past PIM.
        foreach (int daysAgo in Enumerable.Range(1, 29))
        {
            tenant.Activation(Person("Priya Raghunathan"), GlobalAdministrator, daysAgo);
        }

        tenant.Activation(Person("Ingrid Halvorsen"), GlobalAdministrator, 4).Activation(Person("Ingrid Halvorsen"), GlobalAdministrator, 18).Activation(Person("Yuki Tanabe"), "Privileged Authentication Administrator", 9);
        tenant.AssignedOutside(Person("Grace Mbeki"), "Intune Administrator", Person("Marco Bellini"), 26);

        // The service keeps settings of every role; the sample, of the privileged ones and of those in use.
        IEnumerable<string> used = tenant.RoleAssignments.Select(a => a.RoleDefinitionId!).Concat(tenant.RoleEligibilityScheduleInstances.Select(a => a.RoleDefinitionId!));
        foreach (string id in EntraRoles.All.Where(r => r.IsPrivileged).Select(r => r.TemplateId).Concat(used).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            string name = tenant.RoleDefinitions.First(r => string.Equals(r.Id, id, StringComparison.OrdinalIgnoreCase)).DisplayName!;
            tenant.PimPolicy(name, special.GetValueOrDefault(name, new PimSettings { Activation = "PT4H" }));
        }
    }
}
