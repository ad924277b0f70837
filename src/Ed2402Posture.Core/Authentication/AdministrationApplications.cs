using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.Data;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Authentication;

/// <summary>The applications with which a tenant is administered: portals, command line tools, Azure management. Microsoft Graph as a resource is none of
/// them: every application of daily work reads from it.</summary>
internal static class AdministrationApplications
{
    private static readonly string[] Suites = [ApplicationSuites.MicrosoftAdminPortals, ApplicationSuites.AzureManagement];
    private static readonly Lazy<HashSet<string>> Tools = new(() => TsvTable.Rows("administration-applications").Select(f => f[0]).ToHashSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether a sign-in was to one of them, by the application that asked or the resource that it asked for.</summary>
    public static bool Include(SignIn signIn) => (signIn.AppId is { } app && (Tools.Value.Contains(app) || IsMember(app))) || (signIn.ResourceId is { } resource && IsMember(resource));

    /// <summary>Whether an application is Azure management, or belongs to the suite of one of them.</summary>
    public static bool IsMember(string appId) => appId.Equals(ApplicationSuites.AzureManagement, StringComparison.OrdinalIgnoreCase) || ApplicationSuites.Of(appId).Any(Suites.Contains);
}
