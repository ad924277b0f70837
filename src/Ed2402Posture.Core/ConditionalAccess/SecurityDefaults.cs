using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.ConditionalAccess;

/// <summary>Security defaults, written as the policies they amount to. Source: Microsoft Entra, 'Providing a default level of security' (2024-04-15):
/// the administrator roles named there do multifactor authentication at every sign-in; everyone does for Azure Resource Manager and the
/// portals bound to it; legacy authentication is blocked. Anyone else is asked 'when necessary', which proves nothing and is not counted.</summary>
internal static class SecurityDefaults
{
    /// <summary>How the ids of these policies begin; the service has none of them.</summary>
    public const string IdPrefix = "securityDefaults/";

    private static readonly string[] AdministratorRoles =
    [
        "62e90394-69f5-4237-9190-012177145e10", // Global Administrator
        "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", // Application Administrator
        "c4e39bd9-1100-46d3-8c65-fb160da0071f", // Authentication Administrator
        "0526716b-113d-4c15-b2c8-68e3c22b9f80", // Authentication Policy Administrator
        "b0f54661-2d74-4c50-afa3-1ec803f12efe", // Billing Administrator
        "158c047a-c907-4556-b7ef-446551a6b5f7", // Cloud Application Administrator
        "b1be1c3e-b65d-4f19-8427-f6fa0d97feb9", // Conditional Access Administrator
        "29232cdf-9323-42fd-ade2-1d097af3e4de", // Exchange Administrator
        "729827e3-9c14-49f7-bb1b-9608f156bbb8", // Helpdesk Administrator
        "45d8d3c5-c802-45c6-b32a-1d70b5e1e86e", // Identity Governance Administrator
        "966707d0-3269-4727-9be2-8c3a10f19b9d", // Password Administrator
        "7be44c8a-adaf-4e2a-84d6-ab2649e08a13", // Privileged Authentication Administrator
        "e8611ab8-c189-46e8-94e1-60213ab1f814", // Privileged Role Administrator
        "194ae4cb-b126-40b2-bd5b-6091b380977d", // Security Administrator
        "f28a1f50-f6e7-4571-818b-6a12f2af6b6c", // SharePoint Administrator
        "69091246-20e8-4a56-aa4d-066075b2a7a8", // Teams Administrator
        "fe930be7-5e62-47db-91af-98c3a49a38b1", // User Administrator
    ];

    /// <summary>The policies that security defaults amount to when they are on.</summary>
    public static IReadOnlyList<ConditionalAccessPolicy> Policies { get; } =
    [
        Policy("administrators", new ConditionUsers { IncludeRoles = AdministratorRoles }, "All", ["all"], "mfa"),
        Policy("Azure management", new ConditionUsers { IncludeUsers = ["All"] }, ApplicationSuites.AzureManagement, ["all"], "mfa"),
        Policy("legacy authentication", new ConditionUsers { IncludeUsers = ["All"] }, "All", ["exchangeActiveSync", "other"], "block"),
    ];

    private static ConditionalAccessPolicy Policy(string name, ConditionUsers users, string application, IReadOnlyList<string> clients, string control) => new()
    {
        Id = $"{IdPrefix}{name}", DisplayName = $"Security defaults: {name}", State = "enabled",
        Conditions = new ConditionSet { Users = users, Applications = new ConditionApplications { IncludeApplications = [application] }, ClientAppTypes = clients },
        GrantControls = new GrantControls { Operator = "OR", BuiltInControls = [control] },
    };
}
