using Ed2402Posture.Core.Data;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.ConditionalAccess.Targets;

/// <summary>The suites of applications that policies name as one, with their published members, and names of well-known applications.</summary>
public static class ApplicationSuites
{
    /// <summary>The name of the Office 365 suite in policies.</summary>
    public const string Office365 = "Office365";
    /// <summary>The name of the suite of Microsoft's administration portals in policies.</summary>
    public const string MicrosoftAdminPortals = "MicrosoftAdminPortals";
    /// <summary>The application that stands for Azure Resource Manager and the portals bound to it (Windows Azure Service Management API).</summary>
    public const string AzureManagement = "797f4846-ba00-4fd7-ba43-dac1f8f63013";
    /// <summary>The application id of Microsoft Graph.</summary>
    public const string MicrosoftGraph = "00000003-0000-0000-c000-000000000000";

    private static readonly Lazy<ILookup<string, (string Suite, string Name)>> Members = new(() =>
        TsvTable.Rows("application-suites").ToLookup(f => f[1], f => (f[0], f[2]), StringComparer.OrdinalIgnoreCase));

    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        [Office365] = "Office 365", [MicrosoftAdminPortals] = "Microsoft Admin Portals", [AzureManagement] = "Azure management (Windows Azure Service Management API)",
        [MicrosoftGraph] = "Microsoft Graph", ["00000002-0000-0000-c000-000000000000"] = "Azure AD Graph (Windows Azure Active Directory)",
    };

    /// <summary>Whether a word or id in a policy names a suite.</summary>
    public static bool IsSuite(string id) => id is not null && (id.Equals(Office365, StringComparison.OrdinalIgnoreCase) || id.Equals(MicrosoftAdminPortals, StringComparison.OrdinalIgnoreCase) || id.Equals(AzureManagement, StringComparison.OrdinalIgnoreCase));

    /// <summary>The suites that an application belongs to.</summary>
    public static TextList<string> Of(string appId) => new([.. Members.Value[appId].Select(m => m.Suite).Distinct()]);

    /// <summary>Whether an application belongs to a suite, or is one.</summary>
    public static bool IsMember(string appId) => IsSuite(appId) || Members.Value[appId].Any();

    /// <summary>The members of a suite.</summary>
    public static IEnumerable<string> MembersOf(string suite) => Members.Value.Where(m => m.Any(e => e.Suite.Equals(suite, StringComparison.OrdinalIgnoreCase))).Select(m => m.Key);

    /// <summary>The members that at least two of the suites named share: policies that tell the suites apart may meet on them alone.</summary>
    public static IEnumerable<string> SharedBy(IReadOnlyCollection<string> ids) =>
        Members.Value.Where(m => m.Count(e => ids.Contains(e.Suite, StringComparer.OrdinalIgnoreCase)) > 1).Select(m => m.Key);

    /// <summary>The published name of a suite or of a member of one, or null.</summary>
    public static string? NameOf(string id) => id is null ? null : Names.GetValueOrDefault(id) ?? Members.Value[id].Select(m => m.Name).FirstOrDefault();
}
