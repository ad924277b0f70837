using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Completion;

/// <summary>Offers role names: Microsoft's directory roles, strongest first, then the roles that this session has read.</summary>
public sealed class RoleCompleter : ValueCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Values()
    {
        foreach (EntraRole role in EntraRoles.All.OrderBy(r => r.Tier).ThenBy(r => r.DisplayName, StringComparer.OrdinalIgnoreCase))
        {
            yield return (role.DisplayName, $"Microsoft Entra ID, tier {role.Tier}");
        }

        if (Session.Current?.Snapshot is not { } snapshot)
        {
            yield break;
        }

        foreach (string name in snapshot.Get(Datasets.RoleDefinitions).Items.Select(r => r.DisplayName).OfType<string>())
        {
            yield return (name, "Microsoft Entra ID");
        }

        foreach (string name in snapshot.Get(Datasets.AzureRoleDefinitions).Items.Select(r => r.Properties?.RoleName).OfType<string>())
        {
            yield return (name, "Azure");
        }
    }
}
