namespace Ed2402Posture.TenantSimulator.Tenants;

public static partial class Contoso
{
    private const string GlobalAdministrator = "Global Administrator";

    private static void AddRoles(TenantBuilder tenant)
    {
        DateTimeOffset now = TenantBuilder.Now;
        tenant.Assign(GlobalAdministrator, Person("Break Glass 1"), start: DaysAgo(1200));
        tenant.Assign(GlobalAdministrator, Person("Break Glass 2"), start: DaysAgo(1200));
        tenant.Assign(GlobalAdministrator, Person("Marco Bellini"), start: DaysAgo(900));
        tenant.Assign(GlobalAdministrator, Person("Robert Okafor"), start: DaysAgo(400));
        tenant.Eligible(GlobalAdministrator, Person("Ingrid Halvorsen"), start: DaysAgo(60), end: now.AddDays(120));
        tenant.Eligible(GlobalAdministrator, Person("Priya Raghunathan"), start: DaysAgo(60), end: now.AddDays(120));
        // Activated this morning, for eight hours.
        tenant.Assign(GlobalAdministrator, Person("Priya Raghunathan"), start: now.AddHours(-1), end: now.AddHours(7), activated: true);

        tenant.Assign("Privileged Role Administrator", Person("Tomasz Wisniewski"), start: DaysAgo(500));
        tenant.Eligible("Privileged Role Administrator", Person("Nils Eriksen"), end: now.AddDays(200));
        tenant.Eligible("Privileged Authentication Administrator", Person("Yuki Tanabe"), end: now.AddDays(200));
        tenant.Eligible("Hybrid Identity Administrator", Person("Erik Sandberg"));
        tenant.Assign("Application Administrator", Person("Dana Fischer"), start: DaysAgo(330));
        tenant.Assign("Security Administrator", Person("Helen Marsh"), start: DaysAgo(700));
        tenant.Assign("Exchange Administrator", Person("Victor Lindqvist"), start: DaysAgo(700));
        tenant.Eligible("Exchange Administrator", Person("Luis Ortega"), end: now.AddDays(90));
        tenant.Assign("Conditional Access Administrator", Person("Nadia Petrova"), start: DaysAgo(30), end: now.AddDays(150));
        tenant.Eligible("User Administrator", Person("Sven Aalto"), end: now.AddDays(60));
        tenant.Eligible("SharePoint Administrator", Person("Renata Silva"), end: now.AddDays(90));
        // Made with a script, past PIM.
        tenant.Assign("Intune Administrator", Person("Grace Mbeki"), outsidePim: true);
        // Whoever it was is deleted; the assignment stayed.
        tenant.Assign("User Administrator", TenantBuilder.Id("user:deleted in March"), start: DaysAgo(640));

        string custom = TenantBuilder.Id("role:Contoso Application Support");
        tenant.RoleDefinitions.Add(new()
        {
            Id = custom, TemplateId = custom, DisplayName = "Contoso Application Support", IsBuiltIn = false, IsEnabled = true,
            RolePermissions = [new() { AllowedResourceActions = ["microsoft.directory/applications/credentials/update", "microsoft.directory/applications/standard/read"] }],
        });
        tenant.Assign("Contoso Application Support", Person("Hugo Laurent"), start: DaysAgo(80));
    }

    private static void AddRoleGroups(TenantBuilder tenant)
    {
        // Role-assignable, eligible, two members, owned by an administrator: as it should be.
        string identity = tenant.Group("Tier 0 Identity Operators");
        tenant.Member(identity, Person("Ingrid Halvorsen"), Person("Mei Lin")).Owner(identity, Person("Nils Eriksen"));
        tenant.Eligible("Authentication Administrator", identity, end: TenantBuilder.Now.AddDays(180));

        // Standing, and its owner has no privilege of her own: she adds whom she likes.
        string helpdesk = tenant.Group("Helpdesk Operators");
        tenant.Member(helpdesk, Person("Tariq Aziz"), Person("Hugo Laurent")).Owner(helpdesk, Person("Leila Farouk"));
        tenant.Assign("Helpdesk Administrator", helpdesk, start: DaysAgo(260));

        // Named by conditional access alone.
        string breakGlass = tenant.Group("CA Exclusion - Break Glass", with: g => g with { CreatedDateTime = DaysAgo(1100) });
        tenant.Member(breakGlass, Person("Break Glass 1"), Person("Break Glass 2"));
        string travellers = tenant.Group("CA Exclusion - Travellers", roleAssignable: false, with: g => g with { CreatedDateTime = DaysAgo(700) });
        tenant.Member(travellers, Person("Tomasz Wisniewski"), Person("Maja Novak")).Owner(travellers, Person("Rosa Delgado"));
        tenant.EligibleInExclusion(travellers, Person("Leila Farouk"), owner: true);
    }
}
