namespace Ed2402Posture.TenantSimulator.Tenants;

public static partial class Contoso
{
    /// <summary>The ways to privilege that no list of role members shows.</summary>
    private static void AddIndirectWays(TenantBuilder tenant)
    {
        DateTimeOffset now = TenantBuilder.Now;
        string identity = TenantBuilder.Id("group:Tier 0 Identity Operators");
        string helpdesk = TenantBuilder.Id("group:Helpdesk Operators");
        string production = $"/subscriptions/{TenantBuilder.Id("subscription:Production")}";
        string playground = $"/subscriptions/{TenantBuilder.Id("subscription:Playground")}";

        // Through PIM for Groups: a member who may activate, an owner who may, and one who is a member until the end of the month.
        tenant.EligibleInGroup(identity, Person("Sven Aalto"), end: now.AddDays(150));
        tenant.EligibleInGroup(identity, Person("Nils Eriksen"), owner: true, end: now.AddDays(150));
        tenant.ActiveInGroup(helpdesk, Person("Maja Novak"), start: DaysAgo(2), end: now.AddDays(28));

        // The executives are out of the help desk's reach; the finance unit has an administrator of its own.
        tenant.AdministrativeUnit("Executives", restricted: true, Person("Helen Marsh"));
        string finance = tenant.AdministrativeUnit("Finance", restricted: false, Person("Rosa Delgado"), Person("Leila Farouk"));
        tenant.Assign("Password Administrator", Person("Renata Silva"), "/administrativeUnits/" + finance, start: DaysAgo(90));

        // Owners may add a credential and sign in as the application.
        tenant.ApplicationOwner(tenant.ServicePrincipalId("HR Provisioning"), Person("Rosa Delgado"));
        tenant.ApplicationOwner(tenant.ServicePrincipalId("Identity Automation"), Person("Nils Eriksen"));
        tenant.ServicePrincipalOwner(tenant.ServicePrincipalId("Provisioning Agent"), Person("Dana Fischer"));
        tenant.Federate(tenant.ServicePrincipalId("Deployment Pipeline"), "repo:contoso/landing-zones:ref:refs/heads/main");
        tenant.Federate(tenant.ServicePrincipalId("Identity Automation"), null, expression: "claims['sub'] matches 'repo:contoso/*'").Federate(tenant.ServicePrincipalId("Room Booking"), "system:serviceaccount:rooms:booking", "https://k8s.rooms.contoso.com");
        tenant.Delegate(tenant.ServicePrincipalId("Report Builder"), "User.Read Reports.Read.All");
        tenant.Delegate(tenant.ServicePrincipalId("HR Provisioning"), "User.Read Directory.AccessAsUser.All");

        // The role asks for a second person and a strong step; the group that carries it, for neither.
        tenant.PimGroupPolicy(identity, new PimSettings { Activation = "PT8H" }).PimGroupPolicy(identity, new PimSettings { Activation = "PT8H" }, owners: true);
        tenant.PimGroupPolicy(helpdesk, new PimSettings { Activation = "PT12H", PermanentActive = true }).PimGroupPolicy(helpdesk, new PimSettings(), owners: true);
        // A change board approves; one of the two is an administrator.
        string board = tenant.OtherApproverGroup("Change Advisory Board", Person("Ingrid Halvorsen"), tenant.OtherApprover("Wanda Kowalski"));
        tenant.PimAzurePolicy("Owner", production, new PimSettings { Activation = "PT8H", ApproverUserIds = [board], PermanentActive = true, MaximumActive = "P365D" });
        tenant.PimAzurePolicy("Contributor", playground, new PimSettings { Activation = "PT8H", RequireMfa = false, PermanentEligible = true, PermanentActive = true });

        tenant.EligibleAzure("Owner", Person("Ben Carter"), production, end: now.AddDays(200));
        tenant.ActiveAzure("Contributor", Person("Jonas Keller"), playground, activated: true, start: now.AddHours(-2), end: now.AddHours(6));
        tenant.ClassicAdministrator(production, "marco.bellini@contoso.com");
        // What the customer sees of a partner: its group holds a role.
        tenant.Assign("Helpdesk Administrator", tenant.PartnerGroup("Fabrikam HelpDesk Agents", "Fabrikam"), start: DaysAgo(200));

        // What Contoso may do in the tenant of a subsidiary gives nobody anything here.
        tenant.Partner("Contoso Italia", ["User Administrator"], customerTenantId: TenantBuilder.Id("tenant:Contoso Italia"), end: now.AddDays(400));

        // Deleted last week, and restored by one click, with his role.
        string piotr = TenantBuilder.Id("user:Piotr Zielinski");
        tenant.AssignAzure("Contributor", piotr, $"/subscriptions/{TenantBuilder.Id("subscription:Development")}");
        tenant.DeletedPrincipals.Add(new() { Id = piotr, ODataType = "#microsoft.graph.user", DisplayName = "Piotr Zielinski", DeletedDateTime = DaysAgo(9) });

        // Whoever may write this machine is Owner of everything, since it carries the factory's identity.
        tenant.Host($"{playground}/resourceGroups/experiments/providers/Microsoft.Compute/virtualMachines/build-agent", [tenant.ServicePrincipalId("mi-landing-zone-factory")]);
    }
}
