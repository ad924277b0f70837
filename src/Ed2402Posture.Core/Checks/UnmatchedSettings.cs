using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>Ids in the settings that stand for nothing in the tenant: a misspelt role is not counted as privileged, and nobody would notice. Only what was read whole tells.
/// Break-glass accounts are CA-09's, waivers name their check.</summary>
internal static class UnmatchedSettings
{
    /// <summary>Each as key, id, and what it means.</summary>
    public static IEnumerable<(string Key, string Id, string Meaning)> Of(CheckContext context)
    {
        PostureSettings settings = context.Settings;
        Snapshot snapshot = context.Snapshot;
        if (context.IsMet(Datasets.RoleDefinitions) && context.IsMet(Datasets.AzureRoleDefinitions))
        {
            HashSet<string> roles = Ids([.. snapshot.Get(Datasets.RoleDefinitions).Items.SelectMany(r => new[] { r.Id, r.TemplateId }), .. snapshot.Get(Datasets.AzureRoleDefinitions).Items.Select(r => AzureScope.LastSegment(r.Id))]);
            foreach (AdditionalRole role in settings.AdditionalRoles.Where(r => !roles.Contains(r.RoleDefinitionId)))
            {
                yield return ("additionalRoles", role.RoleDefinitionId, "no role of the directory or of Azure has this id, so nothing more counts as privileged");
            }
        }

        if (context.IsMet(Datasets.ServicePrincipals) && context.IsMet(Datasets.Applications))
        {
            HashSet<string> workloads = Ids([.. snapshot.Get(Datasets.ServicePrincipals).Items.SelectMany(s => new[] { s.Id, s.AppId }), .. snapshot.Get(Datasets.Applications).Items.SelectMany(a => new[] { a.Id, a.AppId })]);
            foreach (string id in settings.AllowedServicePrincipals.Where(id => !workloads.Contains(id)))
            {
                yield return ("allowedServicePrincipals", id, "no application or service principal has this id, so nothing is allowed by it");
            }
        }

        if (PrivilegeNeeds.DirectoryRoles.All(context.IsMet))
        {
            HashSet<string> groups = Ids([.. snapshot.Get(Datasets.Groups).Items.Select(g => g.Id)]);
            foreach (string id in settings.AllowedGroups.Where(id => !groups.Contains(id)))
            {
                yield return ("allowedGroups", id, "no group with this id holds privilege, so nothing is allowed by it");
            }
        }

        if (context.IsMet(Datasets.Domains))
        {
            HashSet<string> domains = Ids([.. snapshot.Get(Datasets.Domains).Items.Select(d => d.Id)]);
            foreach (string domain in settings.FederatedDomains.Select(d => d.Domain).Where(d => !domains.Contains(d)))
            {
                yield return ("federatedDomains", domain, "the tenant has no such domain");
            }
        }
    }

    private static HashSet<string> Ids(IEnumerable<string?> ids) => ids.OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
}
